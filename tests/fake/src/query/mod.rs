//! Query options as text: parsed, and evaluated over JSON.
