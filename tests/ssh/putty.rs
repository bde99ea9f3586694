//! PuTTY's programs: `plink`, `psftp`, `pscp`, and PuTTY itself in its window on a display without a screen,
//! with a real keyboard and mouse as far as it can tell.
//!
//! What the window shows is read from PuTTY's own log of all session output, drawn anew; pictures of the window
//! are left in the folder of the build for whoever wants to look.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::Value;

use crate::server::{LETTER, Server, succeeds, wait_until, write};
use crate::support::{DEADLINE, DONDOC, Terminal, text};

/// A letter that is not yet in the office's file, and its number.
const ANOTHER: &str = include_str!("../letters/sau-kiem-tra-van-thu.txt");

impl Server {
    /// The words that say whom to reach as whom, which all programs of PuTTY share.
    fn putty_words(&self, login: &str) -> Vec<String> {
        let ppk = self.at(&format!("{login}.ppk"));
        if !PathBuf::from(&ppk).exists() {
            succeeds(Command::new("puttygen").args([&self.at(login), "-O", "private", "-o", &ppk]));
        }
        let host_key = succeeds(Command::new("ssh-keygen").args(["-l", "-f", &self.at("may.pub")]));
        let host_key = host_key.split(' ').nth(1).unwrap();
        let port = self.port.to_string();
        ["-P", &port, "-i", &ppk, "-hostkey", host_key].map(str::to_owned).to_vec()
    }

    fn putty(&self, program: &str, options: &[&str], rest: &[&str], input: Stdio) -> Output {
        let mut command = Command::new(program);
        command.arg("-batch").args(options).args(self.putty_words("an")).args(rest);
        command.stdin(input).output().unwrap()
    }
}

#[test]
#[ignore = "needs openssh-server and putty-tools"]
fn plink_takes_a_letter_and_shows_the_screens() {
    let server = Server::start();
    let host = server.host();
    let letter = std::fs::File::options().read(true).open(LETTER).unwrap();
    let read = server.putty("plink", &[], &[&host, "import", "-", "--dry-run"], letter.into());
    let said = String::from_utf8_lossy(&read.stdout);
    assert!(
        read.status.success() && said.contains("07/CT-UBND"),
        "{said}{}",
        String::from_utf8_lossy(&read.stderr)
    );
    let screens = |login: &str| {
        let mut words = server.putty_words(login);
        words.extend(["-batch", "-t", "-no-antispoof", &host].map(str::to_owned));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut terminal = Terminal::spawn((100, 24), "plink", &words, &[]);
        terminal.until(vt100::Screen::alternate_screen);
        terminal.settle();
        terminal
    };
    let (mut an, mut binh) = (screens("an"), screens("binh"));
    for (terminal, login, downs) in [(&mut an, "an", 2), (&mut binh, "binh", 3)] {
        for key in
            [&b"\t"[..]].into_iter().chain(std::iter::repeat_n(&b"\x1b[B"[..], downs)).chain([&b" "[..]])
        {
            terminal.send(key);
            terminal.settle();
        }
        wait_until("the mark is in the journal", || {
            server.history()[0]["change"]["change"] == "task_progress"
        });
        wait_until("under the person's name", || server.history()[0]["actor"] == login);
    }
    binh.kill(Signal::KILL);
    an.send(b"\x1b[21~");
    assert_eq!(an.end(), 0);
    wait_until("no session is left", || server.sessions() == 0);
    assert!(server.ssh("binh", &[], &["note", "1", "x"]).status.success(), "no lock is left");
}

#[test]
#[ignore = "needs openssh-server and putty-tools"]
fn putty_s_programs_get_no_shell_no_files_and_no_way_on() {
    let server = Server::start();
    let (host, long) = (server.host(), server.at("x"));
    let there = format!("{host}:{long}");
    write(&server.at("batch"), "pwd\nls\n");
    let batch = server.at("batch");
    let tries: [(&str, &[&str], &[&str]); 9] = [
        ("plink", &[], &[&host, "sh", "-c", "id"]),
        ("plink", &["-t"], &[&host, "sh"]),
        ("plink", &["-A", "-X"], &[&host, "env"]),
        ("plink", &["-s"], &[&host, "sftp"]),
        ("plink", &["-C"], &[&host, "list --db /etc/passwd"]),
        ("plink", &[], &[&host, "import", "../../etc/passwd", "--yes"]),
        ("psftp", &["-b", &batch], &[&host]),
        ("pscp", &["-scp"], &["/etc/hostname", &there]),
        ("pscp", &["-sftp"], &["/etc/hostname", &there]),
    ];
    for (program, options, rest) in tries {
        let before = server.events().len();
        let said = server.putty(program, options, rest, Stdio::null());
        let words = String::from_utf8_lossy(&said.stdout);
        assert!(!said.status.success() && !words.contains("uid="), "{program} {options:?} {rest:?}: {words}");
        if program == "plink" {
            assert_eq!(said.status.code(), Some(5), "{options:?} {rest:?}");
        }
        let events = server.events();
        assert!(events.len() > before, "{program} {options:?} {rest:?} is written down");
        assert!(events[before..].iter().all(|event| event["result"] == "refused"), "{:?}", &events[before..]);
    }
    assert!(!PathBuf::from(&long).exists());
    let own = format!("127.0.0.1:{}", server.port);
    let through = server.putty("plink", &["-nc", &own], &[&host], Stdio::null());
    assert!(!through.status.success() && through.stdout.is_empty(), "-nc gave {:?}", through.stdout);
}

/// A display that nobody sees.
struct Display {
    xvfb: Child,
    name: String,
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.xvfb.kill();
        let _ = self.xvfb.wait();
    }
}

impl Display {
    fn open() -> Self {
        let mut xvfb = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(xvfb.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { xvfb, name: format!(":{}", number.trim()) }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name).env("NO_AT_BRIDGE", "1").env("LANG", "C.UTF-8");
        command
    }

    fn xdotool(&self, words: &[&str]) -> String {
        succeeds(self.command("xdotool").args(words)).trim().to_owned()
    }
}

/// PuTTY in its window.
struct Window<'a> {
    display: &'a Display,
    putty: Child,
    id: String,
    log: String,
    /// What of the log is drawn.
    drawn: usize,
    parser: vt100::Parser,
    pictures: usize,
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        let _ = self.putty.kill();
        let _ = self.putty.wait();
    }
}

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

impl<'a> Window<'a> {
    fn open(display: &'a Display, server: &Server) -> Self {
        let log = server.at("putty.log");
        let putty = display
            .command("putty")
            .env("HOME", server.at(""))
            .args(["-ssh", "-sessionlog", &log, "-geometry", &format!("{COLUMNS}x{ROWS}")])
            .args(server.putty_words("an"))
            .arg(server.host())
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let id = display.xdotool(&["search", "--sync", "--onlyvisible", "--pid", &putty.id().to_string()]);
        let id = id.lines().next().unwrap().to_owned();
        let parser = vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
        let mut window = Self { display, putty, id, log, drawn: 0, parser, pictures: 0 };
        window.until("the screens", vt100::Screen::alternate_screen);
        window.display.xdotool(&["windowfocus", "--sync", &window.id]);
        window.settle();
        window
    }

    /// Draws what has come since; whether anything has.
    fn draw(&mut self) -> bool {
        let mut bytes = Vec::new();
        let log = std::fs::File::options().read(true).open(&self.log);
        let _ = log.and_then(|mut log| std::io::Read::read_to_end(&mut log, &mut bytes));
        let new = &bytes[self.drawn..];
        self.parser.process(new);
        let has_come = !new.is_empty();
        self.drawn = bytes.len();
        has_come
    }

    #[track_caller]
    fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !wanted(self.parser.screen()) {
            if Instant::now() >= deadline {
                self.picture("failed");
                panic!("{what}; the screen is\n{}", self.text());
            }
            std::thread::park_timeout(Duration::from_millis(20));
            self.draw();
        }
    }

    #[track_caller]
    fn until_text(&mut self, wanted: &str) {
        self.until(wanted, |screen| text(screen).contains(wanted));
    }

    /// Waits until nothing more comes.
    fn settle(&mut self) {
        let mut quiet_since = Instant::now();
        while quiet_since.elapsed() < Duration::from_millis(300) {
            std::thread::park_timeout(Duration::from_millis(20));
            if self.draw() {
                quiet_since = Instant::now();
            }
        }
    }

    fn text(&self) -> String {
        text(self.parser.screen())
    }

    /// Presses keys by their names on the keyboard, one after another.
    fn press(&mut self, keys: &[&str]) {
        for key in keys {
            self.display.xdotool(&["key", "--clearmodifiers", key]);
            self.settle();
        }
    }

    /// What a person would see, to look at.
    fn picture(&mut self, name: &str) {
        self.pictures += 1;
        let file = format!("{}/putty-{:02}-{name}.png", env!("CARGO_TARGET_TMPDIR"), self.pictures);
        succeeds(self.display.command("import").args(["-window", &self.id, &file]));
    }

    /// Columns and rows of the server's side of the line.
    fn size_over_there(&self, server: &Server) -> String {
        let terminal = std::fs::read_link(format!("/proc/{}/fd/0", server.session_ids()[0])).unwrap();
        succeeds(Command::new("stty").arg("-F").arg(terminal).arg("size")).trim().to_owned()
    }

    fn resize(&mut self, server: &Server, (columns, rows): (u16, u16)) {
        let wanted = format!("{rows} {columns}");
        let cells = |text: &str| text.split(' ').map(|n| n.parse::<u32>().unwrap()).collect::<Vec<_>>();
        let geometry = self.display.xdotool(&["getwindowgeometry", "--shell", &self.id]);
        let pixels = |name: &str| {
            let line = geometry.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.parse::<u32>().unwrap()
        };
        let before = cells(&self.size_over_there(server));
        // A border of a pixel or two on each side is less than a cell.
        let width = pixels("WIDTH=").div_ceil(before[1]) - 1;
        let height = pixels("HEIGHT=").div_ceil(before[0]) - 1;
        let (width, height) = (width.max(1), height.max(1));
        let border = (pixels("WIDTH=") - width * before[1], pixels("HEIGHT=") - height * before[0]);
        let to = [width * u32::from(columns) + border.0, height * u32::from(rows) + border.1];
        self.parser.screen_mut().set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.display.xdotool(&["windowsize", "--sync", &self.id, &to[0].to_string(), &to[1].to_string()]);
        wait_until("the server's side has the new size", || self.size_over_there(server) == wanted);
        self.settle();
    }
}

/// Directives as they stand in a file, without what differs from file to file.
fn directives(db: &str) -> Vec<Value> {
    let whole = succeeds(Command::new(DONDOC).args(["--db", db, "export"]));
    let mut whole: Value = serde_json::from_str(&whole).unwrap();
    let mut all = whole["directives"].as_array_mut().map(std::mem::take).unwrap();
    for directive in &mut all {
        let directive = directive.as_object_mut().unwrap();
        directive.remove("id");
        directive.remove("task_ids");
    }
    all
}

#[test]
#[ignore = "needs openssh-server, putty, putty-tools, xvfb, xdotool, xclip and imagemagick"]
fn putty_in_its_window_works_with_keys_mouse_and_size() {
    let server = Server::start();
    let display = Display::open();
    let mut window = Window::open(&display, &server);
    window.until_text("07/CT-UBND");
    window.picture("list");
    function_keys_open_what_the_footer_says(&mut window);
    nothing_happens_to_a_list(&mut window, &server);
    a_field_is_edited_and_a_task_marked(&mut window, &server);
    a_letter_comes_by_the_mouse(&mut window, &server);
    for size in [(130, 40), (60, 16), (80, 24)] {
        window.resize(&server, size);
        window.until_text("07/CT-UBND");
        let first = window.text().lines().next().unwrap().trim_end().chars().count();
        assert!(usize::from(size.0) - first <= 3, "drawn to the last column\n{}", window.text());
        window.picture(&format!("{}x{}", size.0, size.1));
    }
    window.press(&["F10"]);
    wait_until("the window closes", || window.putty.try_wait().unwrap().is_some());
    assert!(window.putty.wait().unwrap().success());
    wait_until("no session is left", || server.sessions() == 0);
}

fn function_keys_open_what_the_footer_says(window: &mut Window<'_>) {
    let list = window.text();
    for (key, shows) in [
        ("F1", "Trợ giúp"),
        ("F2", "Lệnh"),
        ("F3", "Tìm kiếm"),
        ("F4", "Sửa văn bản 07/CT-UBND"),
        ("F6", "Hạn mới"),
        ("F7", "Thêm văn bản"),
        ("F9", "Đôn đốc việc"),
    ] {
        window.press(&[key]);
        window.until_text(shows);
        window.picture(key);
        window.press(&["Escape"]);
        window.until(key, |screen| text(screen) == list);
    }
}

fn nothing_happens_to_a_list(window: &mut Window<'_>, server: &Server) {
    let journal = server.history().len();
    // F5 reads again; neither it nor what PuTTY sends for Alt and an arrow (Esc, Esc, [, a letter) or for
    // Backspace does anything to a list.
    window.press(&["F5", "BackSpace", "ctrl+BackSpace", "alt+BackSpace"]);
    for key in ["alt+Up", "alt+Down", "alt+Left", "alt+Right", "ctrl+Up", "shift+Down", "shift+F1"] {
        window.press(&[key, key]);
        if key == "shift+F1" {
            window.press(&["Escape"]);
        }
    }
    window.picture("alt");
    assert_eq!(server.history().len(), journal, "nothing was written");
    window.until("nothing happened", |screen| text(screen).contains("07/CT-UBND"));
}

fn a_field_is_edited_and_a_task_marked(window: &mut Window<'_>, server: &Server) {
    let journal = server.history().len();
    // A line of text: its ends, and Backspace before and behind the cursor.
    window.press(&["F3", "p", "h", "o", "n", "g", "Home", "BackSpace", "Delete", "End", "BackSpace"]);
    window.until_text("> hon");
    window.press(&["Escape", "Escape"]);

    // A mark, which is an's.
    window.press(&["Home", "Tab", "Down", "Down", "space"]);
    wait_until("the mark is in the journal", || server.history().len() == journal + 1);
    let entry = &server.history()[0];
    assert_eq!((&entry["actor"], &entry["change"]["change"]), (&"an".into(), &"task_progress".into()));
    window.picture("marked");
    window.press(&["shift+Tab"]);
}

/// Under X the middle button is what the right one is on Windows.
fn a_letter_comes_by_the_mouse(window: &mut Window<'_>, server: &Server) {
    let display = window.display;
    let letter = ANOTHER.replacen("\n\n", "\n\nV/v chấn chỉnh công tác văn thư\n\n", 1);
    write(&server.at("thu.txt"), &letter);
    let mut clips: Vec<Child> = ["primary", "clipboard"]
        .into_iter()
        .map(|selection| {
            let mut xclip = display.command("xclip");
            xclip.args(["-quiet", "-selection", selection, "-i", &server.at("thu.txt")]);
            xclip.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        })
        .collect();
    wait_until("the clipboard has the letter", || {
        let held = display.command("xclip").args(["-o", "-selection", "clipboard"]).output().unwrap();
        held.stdout == letter.as_bytes()
    });
    display.xdotool(&["mousemove", "--window", &window.id, "200", "200", "click", "2"]);
    window.until_text("2305/UBND-KGVX, 6 nhiệm vụ. Enter xem lại");
    window.picture("offered");
    window.settle();
    window.press(&["Return"]);
    window.until_text("►chắc  Số");
    window.picture("review");
    window.press(&["F2"]);
    window.until_text("Đã nhập 6 nhiệm vụ");
    window.picture("imported");
    for clip in &mut clips {
        let _ = clip.kill();
        clip.wait().unwrap();
    }
    let imported = server.at("imported.db");
    succeeds(Command::new(DONDOC).args(["--db", &imported, "import", "--yes", &server.at("thu.txt")]));
    let is_the_letter = |directive: &Value| directive["reference"] == "2305/UBND-KGVX";
    let mut stored = directives(&server.at("so.db"));
    stored.retain(is_the_letter);
    assert_eq!(stored, directives(&imported), "stored as `import` stores it");
    assert_eq!(server.history()[0]["actor"], "an");
}
