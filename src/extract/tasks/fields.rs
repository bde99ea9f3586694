//! Labelled lines under a point: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …".
//!
//! Border: which label a line has and where its value begins.

use super::super::token::{Token, any_at, find_phrase};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Field {
    Lead,
    Support,
    Time,
    Other,
}

/// "Cơ quan chủ trì: …", "Thời gian hoàn thành: …": what a labelled line says and where.
pub(in crate::extract) fn field(tokens: &[Token]) -> Option<(Field, usize)> {
    #[rustfmt::skip]
    const LABELS: [(&str, Field); 26] = [
        ("cơ quan chủ trì", Field::Lead), ("đơn vị chủ trì", Field::Lead),
        ("cơ quan , đơn vị chủ trì", Field::Lead), ("chủ trì", Field::Lead),
        ("chủ trì thực hiện", Field::Lead), ("cơ quan thực hiện", Field::Lead),
        ("đơn vị thực hiện", Field::Lead), ("phân công thực hiện", Field::Lead),
        ("cơ quan chủ trì thực hiện", Field::Lead), ("đơn vị chủ trì thực hiện", Field::Lead),
        ("phân công", Field::Lead), ("cơ quan phối hợp", Field::Support),
        ("đơn vị phối hợp", Field::Support), ("cơ quan , đơn vị phối hợp", Field::Support),
        ("phối hợp", Field::Support), ("phối hợp thực hiện", Field::Support),
        ("thời gian hoàn thành", Field::Time), ("thời gian thực hiện", Field::Time),
        ("thời hạn hoàn thành", Field::Time), ("thời hạn", Field::Time), ("thời gian", Field::Time),
        ("hạn hoàn thành", Field::Time), ("hoàn thành", Field::Time), ("sản phẩm", Field::Other),
        ("kết quả", Field::Other), ("kinh phí", Field::Other),
    ];
    let colon = find_phrase(tokens, 0, ":").filter(|at| at.start <= 6)?;
    let head = &tokens[..colon.start];
    LABELS
        .iter()
        .find(|(words, _)| any_at(head, 0, &[words]) == Some(head.len()))
        .map(|(_, field)| (*field, colon.end))
}
