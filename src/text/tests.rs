//! Facts about Vietnamese text: folding, order, width, cleaning.

use std::cmp::Ordering;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// 12 vowels × 6 tones × 2 cases, đ and Đ: every letter that Vietnamese adds marks to.
fn letters() -> Vec<String> {
    let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
    let marked = vowels.chars().flat_map(|v| tones.map(|tone| nfc(&format!("{v}{tone}"))));
    marked.chain(["đ".into(), "Đ".into()]).collect()
}

#[test]
fn the_146_letters_are_one_cell_in_either_form_and_fold_to_ascii() {
    assert_eq!(letters().len(), 146);
    for letter in letters() {
        let decomposed: String = letter.nfd().collect();
        assert_eq!(letter.chars().count(), 1, "{letter}");
        assert_eq!((width(&letter), width(&decomposed)), (1, 1), "{letter}");
        assert_eq!(nfc(&decomposed), letter);
        assert!(fold(&letter).is_ascii(), "{letter}");
        assert_eq!(fold(&letter), fold(&decomposed));
        assert_eq!(sort_key(&letter), sort_key(&decomposed));
        assert!(sort_key(&letter).is_ascii(), "{letter}");
        assert_eq!(clean_line(&decomposed), letter);
    }
}

#[test]
fn folding() {
    for (text, folded) in [
        ("Sở Nội vụ", "so noi vu"),
        ("đôn đốc", "don doc"),
        ("Quyết", "quyet"),
        ("Ðồng", "dong"),
        ("ðồng", "dong"),
        ("Ủy ban", "uy ban"),
        ("NGHỊ QUYẾT", "nghi quyet"),
        ("  Điều\u{a0}5\t khoản \n2 ", "dieu 5 khoan 2"),
        ("30\u{202f}%", "30 %"),
        ("2019–2020", "2019-2020"),
        ("2019—2020", "2019-2020"),
        ("“Một cửa”", "\"mot cua\""),
        ("‘Một cửa’", "'mot cua'"),
        ("1792/UBND-NC", "1792/ubnd-nc"),
        ("07/3/2019", "07/3/2019"),
        ("İstanbul", "istanbul"),
        ("", ""),
        (" \u{a0}", ""),
        ("\u{301}", ""),
    ] {
        assert_eq!(fold(text), folded, "{text:?}");
    }
}

#[test]
fn tone_placement_folds_and_sorts_alike() {
    for (old, new) in [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("Ủy ban", "Uỷ ban")]
    {
        assert_eq!(fold(old), fold(new));
        assert_eq!(sort_key(old), sort_key(new));
    }
    assert_ne!(sort_key("hòa"), sort_key("hóa"), "another tone is another word");
}

/// Each list is in order as it stands; neighbours may not tie.
#[test]
fn dictionary_order() {
    let lists: [&[&str]; 9] = [
        &["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "â", "ấ", "b", "c", "d", "đ", "e", "ê", "f", "g"],
        &["h", "i", "j", "k", "l", "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x"],
        &["y", "z", "z a"],
        &["ba", "ba ba", "ba bà", "bà", "bà ba", "bá", "bạ"],
        &["an", "ăn", "ân", "ba", "da", "đa"],
        &["Phòng 2", "Phòng 10", "Phòng A"],
        &["9/QĐ-UBND", "10/QĐ-SNV", "010/QĐ-UBND", "100/QĐ-UBND"],
        &["an", "An", "AN", "an an"],
        &["Ủy ban", "Uyên", "ưa", "ж", "中"],
    ];
    for list in lists {
        for pair in list.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{pair:?}");
        }
    }
}

#[test]
fn numbers_compare_by_value_however_long() {
    assert_eq!(sort_key("07/3/2019"), sort_key("7/03/2019"));
    let (nines, round) = ("9".repeat(70_000), format!("1{}", "0".repeat(70_000)));
    assert!(sort_key("99") < sort_key("100"));
    assert!(sort_key(&"9".repeat(300)) < sort_key(&format!("1{}", "0".repeat(300))));
    assert_ne!(sort_key(&nines), sort_key(&round), "beyond the bound an order remains");
}

#[test]
fn people_by_given_name_then_family_then_middle() {
    let sorted = ["An", "Lê Văn An", "Nguyễn Thị Bình", "Nguyễn Văn Bình", "Trần Bình", "Lâm Minh Thành"];
    for pair in sorted.windows(2) {
        assert!(person_key(pair[0]) < person_key(pair[1]), "{pair:?}");
    }
    assert_eq!(person_key("  Trần   Bình "), sort_key("Bình Trần"));
    assert_eq!(person_key(""), "");
}

#[test]
fn people_of_one_letter_by_its_marks() {
    let sorted = [
        "Trần An",
        "Bùi Ánh",
        "Lê Ân",
        "Đỗ Dũng",
        "Lê Đức",
        "Cao Hoà",
        "Đào Hòa",
        "Vũ Hóa",
        "Lê Uyên",
        "An Ước",
    ];
    for pair in sorted.windows(2) {
        assert!(person_key(pair[0]) < person_key(pair[1]), "{pair:?}");
    }
}

#[test]
fn words_that_are_found_are_marked_where_they_stand() {
    for (typed, text, marked) in [
        ("noi", "Sở Nội vụ", "Nội"),
        ("v ban", "Rà soát văn bản", "v|bản"),
        ("va va\u{306}", "văn", "vă"),
        ("văn b", "va\u{306}n ba\u{309}n", "va\u{306}n|b"),
        ("bả", "Ba\u{309}n bán", "Ba\u{309}"),
        ("hòa", "Hoà bình, HÒA giải, hoàn", "Hoà|HÒA|hoà"),
        ("toàn", "tòan", "tòan"),
        ("quí", "Quý IV, quít", "Quý|quí"),
        ("ly", "lý lịch, liên", "lý"),
        ("Ðê", "\u{f0}ê điều", "\u{f0}ê"),
        ("đô", "đốc đơn", "đố"),
        ("792", "1792/UBND-NC", "792"),
        ("792/ubnd n", "1792 / UBND-NC, 1792/UBND-NC", "N|N|792/UBND|N"),
        ("bnd-n", "1792/UBND–NC", "BND–N"),
        ("7/3/2019", "07/03/2019, 17/3/2019", "07/03/2019"),
        ("số 5", "Điều 05", "05"),
        ("van\u{a0}b", "văn\u{200b} bản", "văn|b"),
        ("ban", "bá\u{200b}n", "bá\u{200b}n"),
        ("luu", "🗂 lưu", "lưu"),
        ("\"", "\"văn\"", ""),
        ("", "văn", ""),
    ] {
        let marks = find::Query::new(typed).marks(text);
        let found: Vec<_> = marks.iter().map(|(from, to)| slice(text, *from, *to)).collect();
        assert_eq!(found.join("|"), marked, "{typed:?} in {text:?}");
    }
}

/// Whether the words of the index have what the query asks for.
fn has(indexed: &str, all: &find::AllOf) -> bool {
    let is = |token: &find::Token, word: &str| match token.is_whole {
        true => word == token.text,
        false => word.starts_with(&token.text),
    };
    all.iter().all(|any| any.iter().any(|token| indexed.split(' ').any(|word| is(token, word))))
}

#[test]
fn cells() {
    for (text, cells) in [("Sở Nội vụ", 9), ("So\u{31b}\u{309} No\u{302}\u{323}i", 6), ("", 0), ("中文", 4)]
    {
        assert_eq!(width(text), cells, "{text:?}");
    }
}

/// The shortcut for plain text gives what going through the graphemes gives.
#[test]
fn every_bmp_character_is_as_wide_as_its_grapheme() {
    for c in (0x20..=0xffff).filter_map(char::from_u32) {
        let text = format!("a{c}b");
        let sum: usize = text.graphemes(true).map(unicode_width::UnicodeWidthStr::width).sum();
        assert_eq!(width(&text), sum, "U+{:04X}", c as u32);
    }
}

#[test]
fn truncating() {
    for (text, cells, ellipsis, expected) in [
        ("Sở Nội vụ", 9, "…", "Sở Nội vụ"),
        ("Sở Nội vụ", 8, "…", "Sở Nội…"),
        ("Sở Nội vụ", 6, "..", "Sở N.."),
        ("Sở Nội vụ", 4, "…", "Sở…"),
        ("Sở Nội vụ", 1, "..", "."),
        ("Sở Nội vụ", 0, "…", ""),
        ("No\u{302}\u{323}i", 2, "…", "N…"),
        ("中文字", 4, "…", "中…"),
        ("", 3, "…", ""),
        // A number sign joins the space after it into one grapheme, which is not taken apart.
        ("\u{600} bcdef", 3, "…", "\u{600} …"),
    ] {
        assert_eq!(truncate(text, cells, ellipsis), expected, "{text:?} in {cells}");
    }
    assert_eq!(fit("Sở", 4, "…"), "Sở  ");
    assert_eq!(fit("中文字", 4, "…"), "中… ");
    assert_eq!(fit("Sở Nội vụ", 4, "…"), "Sở… ");
}

#[test]
fn cleaning() {
    for (text, clean) in [
        ("a\tb", "a b"),
        ("a\r\nb\rc\nd", "a b c d"),
        ("a\u{2028}b", "a b"),
        ("\x1b[31mđỏ\x1b[0m", "[31mđỏ[0m"),
        ("\x1b]52;c;AAAA\x07x", "]52;c;AAAAx"),
        ("a\u{0}b\u{7f}c\u{9b}d\u{85}e", "abcde"),
        ("\u{feff}văn\u{200b} bản\u{2060}", "văn bản"),
        ("\u{202e}nab năv\u{202c}\u{2066}x\u{2069}\u{200f}", "nab năvx"),
        ("a\u{202f}b\u{a0}c", "a b c"),
        ("\u{e000}\u{378}\u{10ffff}", "\u{fffd}\u{fffd}\u{fffd}"),
        ("\u{e0041}\u{61c}x", "x"),
        ("va\u{306}n ba\u{309}n", "văn bản"),
        ("o\u{200b}\u{302}\u{323}", "ộ"),
        ("e\u{334}\u{335}\u{336}\u{337}\u{338}\u{338}z", "e\u{334}\u{335}\u{336}\u{337}z"),
        ("  giữ khoảng trắng  ", "  giữ khoảng trắng  "),
    ] {
        assert_eq!(clean_line(text), clean, "{text:?}");
    }
    assert_eq!(clean_text("a\r\nb\rc\n\r\nd\te\u{2029}"), "a\nb\nc\n\nd e\n");
}

/// Every character of the classes that cleaning names, alone.
#[test]
fn no_dangerous_character_survives() {
    let ranges = [0..=0x1f, 0x7f..=0x9f, 0x200b..=0x200f, 0x202a..=0x202e, 0x2060..=0x2064, 0x2066..=0x2069];
    for c in ranges.into_iter().flatten().chain([0xfeff]).filter_map(char::from_u32) {
        let clean = clean_line(&c.to_string());
        let expected = if "\t\n\r".contains(c) { " " } else { "" };
        assert_eq!(clean, expected, "U+{:04X}", c as u32);
    }
}

#[test]
fn slicing_never_panics() {
    let text = "đôn đốc";
    for (from, to, expected) in [(0, 2, "đ"), (0, 1, ""), (2, 1, ""), (0, 99, ""), (10, 10, ""), (0, 0, "")]
    {
        assert_eq!(slice(text, from, to), expected, "{from}..{to}");
    }
}

/// The order of two texts, told without keys: lists of (letters, tone) and numbers, then capitals.
fn compare(a: &str, b: &str) -> Ordering {
    let capitals = |text: &str| -> Vec<bool> {
        nfc(text).chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect()
    };
    let tokens = |text: &str| tokens(&nfc(text).to_lowercase());
    tokens(a).cmp(&tokens(b)).then_with(|| capitals(a).cmp(&capitals(b)))
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Token {
    Number(u64),
    Syllable(Vec<usize>, usize),
}

fn tokens(text: &str) -> Vec<Token> {
    let all = letters();
    let alphabet: Vec<char> = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".chars().collect();
    let place = |letter: char| alphabet.iter().position(|known| *known == letter);
    // A marked vowel is the (place in `letters` / 6)th of the vowels with the (% 6)th tone.
    let split = |c: char| match all.iter().position(|l| l.starts_with(c)) {
        Some(at) if at < 72 => (place("aăâeêioôơuưy".chars().nth(at / 6).unwrap()), at % 6),
        _ => (place(c), 0),
    };
    text.split(|c: char| !c.is_alphanumeric())
        .flat_map(|word| {
            let digit = |c: char| c.is_ascii_digit();
            let cut = word.find(|c| !digit(c)).unwrap_or(word.len());
            let (number, letters) = word.split_at(cut);
            let number = number.parse().ok().map(Token::Number);
            let letters: Vec<_> = letters.chars().map(split).collect();
            let tone = letters.iter().map(|(_, tone)| *tone).rfind(|tone| *tone > 0);
            let syllable = (!letters.is_empty()).then(|| {
                Token::Syllable(letters.into_iter().filter_map(|l| l.0).collect(), tone.unwrap_or(0))
            });
            number.into_iter().chain(syllable)
        })
        .collect()
}

/// Syllables of Vietnamese letters and short numbers, near enough to each other to collide.
fn phrase() -> impl Strategy<Value = String> {
    let syllable =
        prop_oneof!["[bđdBĐh]?(a|à|á|ạ|ă|ặ|â|ầ|oa|òa|oà|ư|ứ|Á|ơ)[nt]?", "[0-9]{1,3}", "[0-9]{1,2}(a|Á|đ)",];
    prop::collection::vec(syllable, 0..4)
        .prop_flat_map(|words| ("( |/|-)", Just(words)).prop_map(|(gap, words)| words.join(&gap)))
}

/// Any characters, with those that matter here more often than chance would have them.
fn wild() -> impl Strategy<Value = String> {
    let special = "[\u{300}-\u{310}\u{323}\u{31b}\u{1b}\u{200b}-\u{200f}\u{202a}-\u{202f}\u{2066}-\u{2069}\t\r\n đĐÐô中İ👍🏽\u{e000}\u{ac00}\u{1100}\u{1161}\u{600}]";
    prop::collection::vec(
        prop_oneof![any::<char>().prop_map(String::from), special.prop_map(String::from)],
        0..24,
    )
    .prop_map(|chars| chars.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_changes_nothing(text in wild()) {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded.clone());
        prop_assert_eq!(nfc(&folded), folded);
    }

    #[test]
    fn folding_sees_neither_form_nor_case(text in phrase()) {
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(fold(&decomposed), fold(&text));
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
    }

    /// The index answers as looking at the text does.
    #[test]
    fn what_is_indexed_is_what_is_marked(
        text in prop_oneof![wild(), phrase(), "[aA0-9lýLÍquyíòaà]{1,6}([ /-][a-zA-ZĐ0-9]{1,4}){0,3}"],
        typed in prop_oneof![wild(), phrase(), "[a-z0-9ýquòa]{1,3}([ /-][a-z0-9]{0,3}){0,2}"],
        cut in 0usize..8,
    ) {
        let from_text: String = text.chars().skip(cut).take(1 + cut).collect();
        for typed in [&typed, &from_text] {
            let query = find::Query::new(typed);
            let [.., anywhere] = query.ranks();
            let is_found = has(&find::indexed("", "", &text), &anywhere);
            prop_assert_eq!(is_found, query.beyond(&[&text]).is_empty(), "{:?} in {:?}", typed, &text);
            let mut last = 0;
            for (from, to) in query.marks(&text) {
                prop_assert!(from >= last && from < to && text.get(from..to).is_some());
                last = to;
            }
            prop_assert!(query.is_empty() || !is_found || last > 0);
        }
    }

    #[test]
    fn keys_order_as_the_comparator_does(a in phrase(), b in phrase()) {
        prop_assert_eq!(sort_key(&a).as_bytes().cmp(sort_key(&b).as_bytes()), compare(&a, &b), "{} {}", a, b);
    }

    #[test]
    fn keys_take_anything_and_see_one_text_in_either_form(text in wild()) {
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(sort_key(&text), sort_key(&decomposed));
    }

    #[test]
    fn truncated_text_fits_and_ends_between_graphemes(text in wild(), cells in 0usize..12, ascii: bool) {
        let ellipsis = if ascii { ".." } else { "…" };
        let text = clean_line(&text);
        let cut = truncate(&text, cells, ellipsis);
        prop_assert!(width(&cut) <= cells);
        if let Some(kept) = cut.strip_suffix(ellipsis).filter(|_| cut != text) {
            let ends = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
            prop_assert!(text.starts_with(kept) && ends.into_iter().any(|end| end == kept.len()));
        }
        prop_assert_eq!(width(&fit(&text, cells, ellipsis)), cells);
    }

    #[test]
    fn clean_text_is_clean_and_stays_so(text in wild()) {
        for (clean, again) in [
            (clean_line(&text), clean_line(&clean_line(&text))),
            (clean_text(&text), clean_text(&clean_text(&text))),
        ] {
            prop_assert_eq!(&clean, &again);
            prop_assert_eq!(nfc(&clean), clean.clone());
            prop_assert!(!clean.chars().any(|c| c != '\n' && c.is_control()));
            let acts = |c| "\u{200b}\u{200f}\u{202a}\u{202e}\u{202f}\u{2066}\u{2069}\u{e000}".contains(c);
            prop_assert!(!clean.contains(acts));
        }
        prop_assert!(!clean_line(&text).contains('\n'));
    }
}
