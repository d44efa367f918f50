//! Reads the bodies of responses that come in frames.

use std::future::poll_fn;
use std::pin::pin;

use bytes::{Buf, Bytes};
use http::Response;
use http_body::Body;

use super::TransportError;
use super::collector::Collector;

/// Reads a whole response, but no more of it than `limit` bytes.
pub(super) async fn collect<B>(
    response: Response<B>,
    limit: usize,
) -> Result<Response<Bytes>, TransportError>
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let (parts, body) = response.into_parts();
    let mut collector = Collector::new(limit, Some(body.size_hint().lower()))?;
    let mut body = pin!(body);
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        if let Ok(mut data) = frame.map_err(TransportError::other)?.into_data() {
            let length = data.remaining();
            collector.push(data.copy_to_bytes(length))?;
        }
    }
    Ok(Response::from_parts(parts, collector.finish()))
}
