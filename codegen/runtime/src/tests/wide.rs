//! An object with many properties keeps account of each.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::{Extra, wire};

#[derive(Clone, Debug, PartialEq)]
struct Wide {
    lists: Vec<Vec<i32>>,
    extra: Extra,
}

impl Default for Wide {
    fn default() -> Self {
        Self { lists: vec![Vec::new(); NAMES.len()], extra: Extra::default() }
    }
}

const NAMES: &[&str] = &[
    "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14",
    "p15", "p16", "p17", "p18", "p19", "p20", "p21", "p22", "p23", "p24", "p25", "p26", "p27",
    "p28", "p29", "p30", "p31", "p32", "p33", "p34", "p35", "p36", "p37", "p38", "p39", "p40",
    "p41", "p42", "p43", "p44", "p45", "p46", "p47", "p48", "p49", "p50", "p51", "p52", "p53",
    "p54", "p55", "p56", "p57", "p58", "p59", "p60", "p61", "p62", "p63", "p64", "p65", "p66",
    "p67", "p68", "p69", "p70", "p71", "p72", "p73", "p74", "p75", "p76", "p77", "p78", "p79",
    "p80", "p81", "p82", "p83", "p84", "p85", "p86", "p87", "p88", "p89", "p90", "p91", "p92",
    "p93", "p94", "p95", "p96", "p97", "p98", "p99", "p100", "p101", "p102", "p103", "p104",
    "p105", "p106", "p107", "p108", "p109", "p110", "p111", "p112", "p113", "p114", "p115", "p116",
    "p117", "p118", "p119", "p120", "p121", "p122", "p123", "p124", "p125", "p126", "p127", "p128",
    "p129", "p130", "p131", "p132", "p133", "p134", "p135", "p136", "p137", "p138", "p139", "p140",
    "p141", "p142", "p143", "p144", "p145", "p146", "p147", "p148", "p149",
];

impl wire::Model for Wide {
    const NAME: &'static str = "Wide";
    const FIELDS: &'static [&'static str] = NAMES;
    const ALIASES: &'static [(&'static str, usize)] = &[];

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }

    fn get<'a, V: wire::Visitor<'a>>(&'a self, field: usize, visitor: V) -> V::Output {
        visitor.list(&self.lists[field])
    }

    fn set<V: wire::VisitorMut>(&mut self, field: usize, visitor: V) -> V::Output {
        visitor.list(&mut self.lists[field])
    }
}

impl Serialize for Wide {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        wire::serialize_model(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Wide {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::deserialize_model(deserializer)
    }
}

#[test]
fn what_is_absent_null_empty_or_there_is_written_so() {
    for (absent, null, empty, there) in [(0, 1, 2, 3), (127, 128, 129, 130), (149, 63, 64, 140)] {
        let mut object = Map::new();
        for (place, name) in NAMES.iter().enumerate() {
            let value = match place {
                _ if place == absent => continue,
                _ if place == null => Value::Null,
                _ if place == empty => json!([]),
                _ if place == there => json!([1, 2]),
                _ => json!([3]),
            };
            object.insert((*name).to_owned(), value);
        }
        let wide: Wide = serde_json::from_value(Value::Object(object.clone())).unwrap();
        assert_eq!(wide.lists[there], [1, 2]);
        assert_eq!(serde_json::to_value(&wide).unwrap(), Value::Object(object));
    }
}
