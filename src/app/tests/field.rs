//! The field: what input methods send, what is pasted, where the cursor stands, what undo brings back.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::field::Field;
use crate::app::key::Key;
use crate::text;

/// `<` Backspace, `>` Delete, `[` Home, `]` End, `{` Left, `}` Right, `~` undo, `^` redo, else itself.
fn key_of(c: char) -> Key {
    match c {
        '<' => Key::Backspace,
        '>' => Key::Delete,
        '[' => Key::Home,
        ']' => Key::End,
        '{' => Key::Left,
        '}' => Key::Right,
        '~' => Key::Ctrl('z'),
        '^' => Key::Ctrl('y'),
        '\n' => Key::Enter,
        c => Key::Char(c),
    }
}

fn typed(mut field: Field, keys: &str) -> Field {
    for c in keys.chars() {
        assert!(field.key(key_of(c)), "{c}");
    }
    field
}

#[test]
fn what_is_typed_is_the_text_meant() {
    let cases = [
        ("a<a\u{301}<<a\u{300}", "à"),
        ("xa\u{301}<<a\u{300}", "xà"),
        ("dd<<đ", "đ"),
        ("d\u{202F}<<đ", "đ"),
        ("ban\u{202F}<<<ản", "bản"),
        ("hoa\u{309}n tha\u{300}nh", "hoản thành"),
        ("<<<ab", "ab"),
        ("a\u{202F}b\u{200C}", "ab"),
        ("a\u{301}b{{>", "b"),
        ("a\u{301}{x", "xá"),
        ("a\u{301}[}x", "áx"),
        ("abc[x]y{z", "xabczy"),
        ("một hai ba~~", "một "),
        ("một hai~^", "một hai"),
        ("một hai~x^", "một x"),
        ("một[>>>~", "một"),
        ("abc<<<~~", ""),
        ("\u{301}[a", "á"),
    ];
    for (keys, text) in cases {
        assert_eq!(typed(Field::new("", 40), keys).text(), text, "{keys:?}");
    }
    let cases = [("a\nb", "a\nb"), ("a\nb[x", "a\nxb"), ("ab\ncd{{{x", "abx\ncd"), ("a\n<b", "ab")];
    for (keys, text) in cases {
        assert_eq!(typed(Field::lines("", 40), keys).text(), text, "{keys:?}");
    }
    assert!(!Field::new("a", 9).key(Key::Enter) && !Field::new("a", 9).key(Key::Tab));
}

#[test]
fn a_field_takes_one_letter_more_for_a_moment() {
    let mut field = typed(Field::new("", 3), "abco");
    assert!(field.is_too_long());
    field = typed(field, "<ó");
    assert_eq!(field.text(), "abcó", "what an input method takes back is what it sent");
    assert_eq!(typed(field.clone(), "xyz").text(), "abcó");
    assert!(!typed(field, "<").is_too_long());
    let full = typed(Field::new("", 3), "abc\u{202F}<<à");
    assert_eq!((full.text().as_str(), full.is_too_long()), ("abà", false));
    assert_eq!(typed(Field::new("", 1), "a\u{302}\u{301}").text(), "ấ", "marks take no room");
}

#[test]
fn pasted_text_is_cleaned_and_refused_where_it_has_no_room() {
    let mut field = typed(Field::new("", 12), "a c{");
    assert!(field.paste("b\r\n\tđo\u{302}\u{1b}[3"));
    assert_eq!(field.text(), "a b  đô[3c");
    let before = field.text();
    assert!(!field.paste("quá dài rồi"));
    assert_eq!(field.text(), before);
    assert_eq!(typed(field, "~").text(), "a c");

    let mut lines = Field::lines("", 40);
    assert!(lines.paste("một\r\nhai\tba\u{202E}"));
    assert_eq!(lines.text(), "một\nhai ba");
    // An input method's paste right after its Backspaces counts code points.
    let mut field = typed(Field::new("", 12), "va<");
    assert!(field.paste("a\u{301}"));
    assert_eq!(typed(field, "<<a\u{300}").text(), "và");
    let mut field = Field::new("", 500);
    assert!(!field.paste(&"Kế hoạch ".repeat(120_000)) && field.is_empty());
}

#[test]
fn a_long_line_is_seen_around_the_cursor() {
    let text = "0123456789abcdefghij";
    let mut field = Field::new(text, 40);
    let shown = field.shown(10);
    assert_eq!((shown.lines[0].as_str(), shown.cursor), ("abcdefghij", (0, 10)));
    field.key(Key::Home);
    assert_eq!((field.shown(10).lines[0].as_str(), field.shown(10).cursor), ("0123456789", (0, 0)));
    let wide = Field::new("漢字漢字漢字", 40).shown(5);
    assert_eq!((text::width(&wide.lines[0]), wide.cursor), (4, (0, 4)));
}

#[test]
fn lines_wrap_and_the_cursor_goes_through_them() {
    let mut field = Field::lines("một hai ba\n\nbốn", 40);
    let shown = field.shown(8);
    assert_eq!(shown.lines, ["một hai", "ba", "", "bốn"]);
    assert_eq!(shown.cursor, (3, 3));
    assert!(field.go_line(-1, 8) && field.go_line(-1, 8));
    assert_eq!(field.shown(8).cursor, (1, 0));
    assert!(field.go_line(-1, 8) && !field.go_line(-1, 8));
    field.key(Key::End);
    assert_eq!(field.shown(8).cursor, (1, 2), "End goes to the end of the paragraph");
    assert_eq!(typed(Field::lines("", 40), "a ").shown(8).cursor, (0, 2));
    assert_eq!(typed(Field::lines("", 40), "a\n  b[").shown(8).cursor, (1, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: proptest::test_runner::RngSeed::Fixed(3), ..Default::default() })]
    #[test]
    fn any_keys_leave_a_clean_text_and_the_cursor_between_letters(
        keys in proptest::collection::vec(prop_oneof![
            3 => any::<char>().prop_filter("a key", |c| !"<>[]{}~^".contains(*c)),
            5 => "[aăbđ \u{301}\u{302}\u{202F}\u{200C}<>\\[\\]{}~^\n漢✅]".prop_map(|one| one.chars().next().unwrap()),
        ], 0..60),
        pasted in "\\PC{0,8}",
        is_multi in any::<bool>(),
    ) {
        let mut field = if is_multi { Field::lines("", 12) } else { Field::new("", 12) };
        for (index, c) in keys.iter().enumerate() {
            field.key(key_of(*c));
            if index == 7 {
                field.paste(&pasted);
            }
            let text = field.text();
            prop_assert_eq!(&text, &text::nfc(&text));
            prop_assert_eq!(&text, &if is_multi { text::clean_text(&text) } else { text::clean_line(&text) });
            prop_assert!(text.graphemes(true).count() <= 13, "{:?}", text);
            let at = field.entry('\0').end;
            let shown = field.shown(6);
            prop_assert!(shown.cursor.0 < shown.lines.len() && at >= field.entry(';').start);
            prop_assert!(field.cursor_is_between_letters());
        }
    }
}
