#!/bin/bash
# Cài dondoc cho một cơ quan trên máy chủ Debian hoặc Ubuntu. Đọc hết trước khi chạy, chạy bằng root:
#     dondoc setup-server > cai-dat.sh && more cai-dat.sh && bash cai-dat.sh TÊN-ĐĂNG-NHẬP KHÓA.pub
# Chạy lại nhiều lần không hại gì: cái đã có thì giữ nguyên, trừ các tệp mang tên dondoc trong /etc.
# Sets up dondoc for one office. Read it, then run it as root; running it again does no harm.
set -euo pipefail
# "su" không kèm dấu "-" giữ đường dẫn của người thường, thiếu useradd và sshd.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# Người quản trị đầu tiên: tên đăng nhập trong sổ và tệp khóa công khai (.pub) của người đó.
ADMIN=${1:-}
ADMIN_KEY=${2:-}

ACCOUNT=dondoc
HOME_DIR=/var/lib/dondoc
DB=$HOME_DIR/dondoc.db
PROGRAM=/usr/local/bin/dondoc
# Lệnh của quản trị: dondoc trên sổ của cơ quan, dưới tên tài khoản chung.
ADMIN_COMMAND=/usr/local/sbin/dondoc-so
BACKUPS=/var/backups/dondoc

[ "$(id -u)" -eq 0 ] || { echo 'Hãy chạy bằng root (sudo).' >&2; exit 1; }
[ -x "$PROGRAM" ] || { echo "Chép chương trình vào $PROGRAM trước (chmod 755)." >&2; exit 1; }
if [ -z "$ADMIN" ] || [ ! -r "$ADMIN_KEY" ]; then
    echo "Cách dùng: bash $0 TÊN-ĐĂNG-NHẬP KHÓA.pub" >&2
    exit 1
fi
command -v sshd >/dev/null || { echo 'Chưa có sshd: apt-get install openssh-server' >&2; exit 1; }
# sshd không chạy chương trình nằm trong thư mục mà người khác ghi được (máy nâng cấp từ Debian cũ).
for folder in / /usr /usr/local /usr/local/bin; do
    if [ -n "$(find "$folder" -maxdepth 0 -perm /022)" ]; then
        echo "Nhóm hoặc người khác ghi được $folder. Chạy: chmod go-w $folder, rồi chạy lại." >&2
        exit 1
    fi
done

# 1. Tài khoản chung, không mật khẩu. sshd chạy lệnh gắn với khóa bằng /bin/sh của tài khoản; đăng nhập bằng
#    mật khẩu không được vì tài khoản không có mật khẩu.
if ! id "$ACCOUNT" >/dev/null 2>&1; then
    useradd --system --user-group --home-dir "$HOME_DIR" --shell /bin/sh "$ACCOUNT"
    # "*" là không có mật khẩu; "!" thì một số máy chủ coi là khóa cả tài khoản.
    usermod --password '*' "$ACCOUNT"
fi
install -d -o "$ACCOUNT" -g "$ACCOUNT" -m 0700 "$HOME_DIR"

# 2. Sổ và người quản trị đầu tiên. Lệnh chạy dưới tên tài khoản chung, nên tệp dữ liệu thuộc tài khoản ấy.
cat >"$ADMIN_COMMAND" <<COMMAND
#!/bin/sh
# Do dondoc setup-server lập. Chỉ root dùng được.
exec runuser -u $ACCOUNT -- $PROGRAM --db $DB "\$@"
COMMAND
chmod 0755 "$ADMIN_COMMAND"
"$ADMIN_COMMAND" staff add "$ADMIN" --role admin
"$ADMIN_COMMAND" staff key "$ADMIN" add - <"$ADMIN_KEY"

# 3. sshd: khóa hỏi ngay trong sổ mỗi lần đăng nhập, nên thêm hay ngừng một người có hiệu lực ngay.
#    Tài khoản không tự thêm khóa được (AuthorizedKeysFile none). AuthorizedKeysCommand phải thuộc root.
install -d -m 0755 /etc/ssh/sshd_config.d
cat >/etc/ssh/sshd_config.d/dondoc.conf <<CONF
Match User $ACCOUNT
    AuthenticationMethods publickey
    AuthorizedKeysFile none
    AuthorizedKeysCommand $PROGRAM --db $DB authorized-keys --key %t %k
    AuthorizedKeysCommandUser $ACCOUNT
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    DisableForwarding yes
    PermitUserRC no
    PermitTTY yes
    MaxSessions 4
    ClientAliveInterval 30
    ClientAliveCountMax 4
Match all
CONF
chmod 0644 /etc/ssh/sshd_config.d/dondoc.conf
grep -qs '^[[:space:]]*Include.*/etc/ssh/sshd_config.d' /etc/ssh/sshd_config ||
    echo 'Thêm dòng này vào ĐẦU /etc/ssh/sshd_config:  Include /etc/ssh/sshd_config.d/*.conf' >&2
# Hỏng cấu hình thì không nạp lại: phiên SSH đang mở vẫn còn để sửa.
install -d -m 0755 /run/sshd
sshd -t
systemctl try-reload-or-restart ssh 2>/dev/null || systemctl try-reload-or-restart sshd 2>/dev/null ||
    echo 'Chưa nạp lại được sshd: khởi động hoặc nạp lại sshd theo cách của máy này.' >&2

# 4. Sao lưu mỗi ngày lúc 2 giờ (giờ Việt Nam): giữ bản cuối của 14 ngày và của 12 tháng. Nên gắn ổ đĩa khác vào
#    $BACKUPS, hoặc hằng ngày chép thư mục ấy (không phải tệp dữ liệu đang mở) sang máy khác, ví dụ bằng rsync.
#    Khi bản gần nhất đã quá 7 ngày, màn hình của mọi người báo; xem thêm: dondoc-so check.
install -d -o "$ACCOUNT" -g "$ACCOUNT" -m 0700 "$BACKUPS"
cat >/etc/systemd/system/dondoc-backup.service <<UNIT
[Unit]
Description=dondoc: backup of the data file

[Service]
Type=oneshot
User=$ACCOUNT
ExecStart=$PROGRAM --db $DB backup $BACKUPS/
UNIT
cat >/etc/systemd/system/dondoc-backup.timer <<UNIT
[Unit]
Description=dondoc: backup of the data file, every day

[Timer]
OnCalendar=*-*-* 02:00:00 Asia/Ho_Chi_Minh
Persistent=true

[Install]
WantedBy=timers.target
UNIT
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable --now dondoc-backup.timer
else
    echo "Không có systemd: đặt lịch bằng cron: 0 19 * * * $PROGRAM --db $DB backup $BACKUPS/" >&2
fi

echo "Xong. Thử từ máy của $ADMIN:  ssh -t $ACCOUNT@$(hostname -f 2>/dev/null || hostname)"
echo "Thêm người: dondoc-so staff add TÊN --name 'HỌ TÊN', rồi: dondoc-so staff key TÊN add - < KHÓA.pub"
echo 'Các bước tiếp theo: dondoc guide quan-tri'
