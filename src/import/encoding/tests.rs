//! Every encoding by its own encoder, and bytes that are no text.

use unicode_normalization::UnicodeNormalization;

use super::*;

const TEXT: &str = "Kính gửi: Giám đốc Sở Nội vụ\r\nỦy ban nhân dân tỉnh yêu cầu rà soát, báo cáo trước ngày 29/12/2020; \
    những việc khó khăn, vướng mắc, kỷ luật; tổ chức lễ kỷ niệm, ứng dụng phần mềm quản lý.\n";

/// The bytes of a text by a table of bytes and what they stand for.
fn encoded(text: &str, table: &[(Vec<u8>, String)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.chars() {
        match table.iter().find(|(_, meant)| *meant == c.to_string()) {
            Some((code, _)) => bytes.extend(code),
            None => bytes.push(u8::try_from(c).unwrap()),
        }
    }
    bytes
}

/// One byte, or a letter and a byte, for every letter that a decoder gives.
fn table(decoder: fn(&[u8]) -> String) -> Vec<(Vec<u8>, String)> {
    let one = (0x80..=0xffu8).map(|byte| vec![byte]);
    let two =
        b"aeouyAEOUY\xf4\xf6\xd4\xd6".iter().flat_map(|letter| (0xc0..=0xff).map(|mark| vec![*letter, mark]));
    let codes = two.chain(one).map(|code| (code.clone(), decoder(&code)));
    codes.filter(|(_, meant)| meant.chars().count() == 1).collect()
}

#[test]
fn each_encoding_gives_the_same_text() {
    let utf16 = |unit: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    // Windows has the five tones as marks of their own and the shapes with their letters.
    let of_windows = {
        let mut apart = String::new();
        for c in TEXT.chars() {
            let nfd: Vec<char> = c.to_string().nfd().collect();
            let tone = nfd.iter().position(|c| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c));
            let base: String =
                nfd.iter().enumerate().filter(|(i, _)| Some(*i) != tone).map(|(_, c)| c).collect();
            apart.extend(base.nfc().chain(tone.map(|i| nfd[i])));
        }
        let (bytes, _, is_other) = WINDOWS_1258.encode(&apart);
        assert!(!is_other, "{apart}");
        bytes.into_owned()
    };
    // Capitals with a tone are not to be written in it.
    let in_tcvn3 = encoded(&TEXT.replace('Ủ', "ủ"), &table(legacy::tcvn3));
    let cases: [(&str, Vec<u8>); 8] = [
        ("UTF-8", TEXT.into()),
        ("UTF-8 with its mark", [b"\xef\xbb\xbf", TEXT.as_bytes()].concat()),
        ("UTF-16LE with its mark", [&b"\xff\xfe"[..], &utf16(u16::to_le_bytes)].concat()),
        ("UTF-16BE with its mark", [&b"\xfe\xff"[..], &utf16(u16::to_be_bytes)].concat()),
        ("UTF-16LE", utf16(u16::to_le_bytes)),
        ("UTF-16BE", utf16(u16::to_be_bytes)),
        ("windows-1258", of_windows),
        ("VNI", encoded(TEXT, &table(legacy::vni))),
    ];
    for (name, bytes) in cases {
        assert_eq!(decode(&bytes).as_deref(), Some(TEXT), "{name}");
    }
    assert_eq!(decode(&in_tcvn3).as_deref(), Some(TEXT.replace('Ủ', "ủ").as_str()), "TCVN3");
}

/// Bytes as the standards have them, not by the tables above.
#[test]
fn known_bytes_are_known_letters() {
    assert_eq!(
        legacy::tcvn3(b"\xa7\xe9c l\xcbp - T\xf9 do - H\xb9nh ph\xf3c"),
        "Độc lập - Tự do - Hạnh phúc"
    );
    assert_eq!(legacy::tcvn3(b"C\xe9NG H\xdfA X\xb7 H\xe9I"), "CỘNG HÒA XÃ HỘI");
    assert_eq!(legacy::vni(b"K\xednh g\xf6\xfbi: S\xf4\xfb No\xe4i vu\xef"), "Kính gửi: Sở Nội vụ");
    assert_eq!(legacy::vni(b"\xd1o\xe4c la\xe4p, UY\xdb, C\xd4\xd9"), "Độc lập, UỶ, CỚ");
}

#[test]
fn what_is_stored_as_the_letters_of_an_old_font_is_read() {
    let in_vni: String = encoded(TEXT, &table(legacy::vni)).iter().map(|b| char::from(*b)).collect();
    assert_eq!(decode(in_vni.as_bytes()).as_deref(), Some(TEXT));
    for as_it_is in ["Déjà vu, naïve", "", "Số: 5", "Kính gửi", "Ha Noi, 5 °C", "tài liệu"] {
        assert_eq!(decode(as_it_is.as_bytes()).as_deref(), Some(as_it_is));
    }
}

#[test]
fn a_damaged_letter_is_marked_where_it_is_damaged() {
    let mut bytes = TEXT.as_bytes().to_vec();
    let at = TEXT.find("vướng").unwrap() + 1;
    bytes[at] = 0xff;
    let read = decode(&bytes).unwrap();
    assert!(read.starts_with("Kính gửi: Giám đốc") && read.matches('\u{fffd}').count() <= 2, "{read}");
}

#[test]
fn what_is_no_text_is_none() {
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let no_zero: Vec<u8> = noise.iter().map(|byte| byte | 0x80).collect();
    for bytes in [&noise[..], &no_zero, b"a\0b", b"\0\0\0\0", b"\x7fELF\x02\x01\x01\0", b"\xff\xfea"] {
        assert_eq!(decode(bytes), None);
    }
}

#[test]
fn syllables_are_told_from_other_words() {
    for word in ["gửi", "Quyết", "NGHIÊNG", "giặt", "gì", "ủy", "uỷ", "khuỷu", "ượt", "yêu", "huýt"]
    {
        assert!(is_syllable(word), "{word}");
    }
    for word in ["gôûi", "®èc", "Sôû", "tæn", "strạt", "a\u{301}\u{300}", "đ", "ngấk"] {
        assert!(!is_syllable(word), "{word}");
    }
}

#[test]
fn the_first_words_say_what_encoding_it_is() {
    let letter = encoded(&TEXT.replace('Ủ', "ủ"), &table(legacy::tcvn3));
    let noise = b"\xb8\xb9x\xba ".repeat(4 * LOOKED_AT);
    let mixed = [letter.repeat(LOOKED_AT / 20), noise].concat();
    assert!(decode(&mixed).is_some_and(|text| text.starts_with("Kính gửi")));
}
