//! The vocabulary of orders: heads of unit names, verbs that end a subject, words that give orders.
//!
//! Border: tables only, in the form [`super::token`] compares ("ủy", not "uỷ"). Verbs are those
//! of the assignment phrases in DOMAIN §4.2 and of Decree 30's model letters.

use std::sync::LazyLock;

use super::token::Lexicon;

/// Words a unit's name begins with.
#[rustfmt::skip]
const UNIT_HEADS: [&str; 80] = [
    "sở", "bộ", "ban", "cục", "chi cục", "tổng cục", "vụ", "phòng", "văn phòng", "ubnd", "ủy ban nhân dân",
    "hđnd", "hội đồng nhân dân", "hội đồng", "thanh tra", "trung tâm", "trường", "báo", "đài",
    "viễn thông", "bưu điện", "bảo hiểm xã hội", "công an", "kho bạc nhà nước", "kho bạc", "ngân hàng",
    "hội", "liên đoàn", "đoàn", "ủy ban mặt trận", "ủy ban mttq", "mặt trận", "bộ chỉ huy", "bộ phận",
    "tổ", "viện", "bệnh viện", "tòa án", "công ty", "tổng công ty", "thường trực", "tỉnh ủy", "huyện ủy",
    "thành ủy", "ban chỉ đạo", "ban quản lý", "quỹ", "hạt kiểm lâm", "điện lực", "cổng thông tin điện tử",
    "ủy ban", "hải quan", "thuế", "tỉnh đoàn", "liên minh", "học viện", "thông tấn xã", "nhà xuất bản",
    "cơ quan", "đơn vị", "khối", "doanh nghiệp", "đảng ủy", "cấp ủy", "ban cán sự", "hiệp hội",
    "hợp tác xã", "lực lượng", "chính quyền", "chủ đầu tư", "tập đoàn", "nhà máy", "trạm", "khu bảo tồn",
    "vườn quốc gia", "quân khu", "cổng dịch vụ công", "thủ tướng chính phủ", "phó thủ tướng chính phủ",
    "chính phủ",
];

/// Nouns of collectives: "các sở, ban, ngành", "các huyện, thị xã, thành phố".
#[rustfmt::skip]
pub(super) const COLLECTIVE: [&str; 55] = [
    "sở", "ban", "bộ", "ngành", "đoàn thể", "hội", "huyện", "thị xã", "thành phố", "xã", "phường",
    "thị trấn", "đặc khu", "quận", "địa phương", "cơ quan", "đơn vị", "phòng", "trường", "tổ chức",
    "doanh nghiệp", "cá nhân", "chi cục", "trung tâm", "cấp", "tỉnh", "cơ quan ngang bộ",
    "cơ quan thuộc chính phủ", "bệnh viện", "chủ đầu tư", "công ty", "nhà đầu tư", "thành viên",
    "chủ rừng", "nhà thầu", "hợp tác xã", "hộ gia đình", "nhà trường", "cơ sở", "chủ tàu", "đảng ủy",
    "hiệp hội", "tập đoàn", "ngân hàng", "viện", "cục", "vụ", "bộ phận", "ban quản lý", "văn phòng",
    "khu vực", "thành ủy", "tỉnh ủy", "huyện ủy", "thị ủy",
];

/// Verbs and modals that end the subject of an order.
#[rustfmt::skip]
const VERBS: [&str; 322] = [
    "chủ trì", "phối hợp", "phối họp", "rà soát", "tham mưu", "hướng dẫn", "xây dựng", "tổ chức",
    "theo dõi", "đôn đốc", "kiểm tra", "giám sát", "chỉ đạo", "thực hiện", "triển khai", "ban hành",
    "trình", "báo cáo", "tổng hợp", "lập", "cử", "gửi", "cung cấp", "công khai", "công bố", "bố trí",
    "cân đối", "đề xuất", "đề nghị", "yêu cầu", "quán triệt", "phổ biến", "tuyên truyền", "tăng cường",
    "tăng", "đẩy mạnh", "đẩy nhanh", "nâng", "nâng cao", "nâng cấp", "hoàn thành", "hoàn thiện",
    "hoàn tất", "xử lý", "giải quyết", "khắc phục", "chấn chỉnh", "nghiên cứu", "thẩm định", "thẩm tra",
    "đánh giá", "xác định", "xác minh", "cập nhật", "số hóa", "kết nối", "nhập", "thống kê", "phân công",
    "giao", "phê duyệt", "quyết định", "thành lập", "kiện toàn", "sắp xếp", "duy trì", "bảo đảm",
    "đảm bảo", "thông báo", "thông tin", "đăng tải", "niêm yết", "tiếp nhận", "tiếp tục", "tập trung",
    "tự", "tiến hành", "thu thập", "thu hồi", "chi trả", "thanh toán", "quyết toán", "quản lý", "vận hành",
    "khai thác", "ký", "cấp", "mở", "đưa", "lấy", "nêu", "làm", "lựa chọn", "tuyển", "tuyển dụng",
    "đào tạo", "bồi dưỡng", "tập huấn", "điều chỉnh", "sửa đổi", "bổ sung", "bãi bỏ", "cắt giảm", "giảm",
    "rút ngắn", "khôi phục", "thay thế", "mua sắm", "trang bị", "đầu tư", "huy động", "vận động",
    "phát động", "phát huy", "phát triển", "phát hiện", "phát hành", "truy thu", "xem xét", "cho ý kiến",
    "góp ý", "rút kinh nghiệm", "kiểm điểm", "kiểm kê", "kiểm soát", "kiểm đếm", "đối chiếu", "đối thoại",
    "tổng kết", "sơ kết", "lồng ghép", "liên hệ", "trả lời", "phản hồi", "phản ánh", "giải trình",
    "giải ngân", "bàn giao", "chuyển", "chuẩn bị", "điều tra", "điều động", "đăng ký", "khảo sát",
    "thí điểm", "áp dụng", "sử dụng", "ứng dụng", "tạo", "thúc đẩy", "tháo gỡ", "ưu tiên", "quan tâm",
    "nắm", "dự", "tham gia", "hỗ trợ", "nộp lưu", "nộp", "lưu trữ", "chỉnh lý", "bảo quản", "vệ sinh",
    "bám sát", "lãnh đạo", "phân bổ", "phân loại", "phân tích", "phân cấp", "ủy quyền", "soát xét",
    "rà lại", "gắn", "bàn", "dự báo", "dự kiến", "dự thảo", "soạn thảo", "biên soạn", "in ấn", "phát sóng",
    "đưa tin", "đăng", "thông tin kịp thời", "truyền thông", "khen thưởng", "xét", "xét duyệt", "đề bạt",
    "bổ nhiệm", "luân chuyển", "thuyên chuyển", "tinh giản", "thanh tra", "kiểm định", "giám định",
    "kiểm nghiệm", "cảnh báo", "cứu trợ", "cứu hộ", "sơ tán", "di dời", "gia cố", "khơi thông", "nạo vét",
    "trực", "túc trực", "ứng phó", "phòng ngừa", "phòng chống", "phòng , chống", "ngăn chặn", "đấu tranh",
    "xử phạt", "truy cứu", "điều hành", "điều phối", "điều tiết", "bình ổn", "dự trữ", "cung ứng",
    "vận chuyển", "tiêm", "tiêm phòng", "tiêu hủy", "khoanh vùng", "phun", "lấy mẫu", "xét nghiệm",
    "điều trị", "tư vấn", "hòa giải", "tiếp công dân", "tiếp dân", "nhân rộng", "xúc tiến", "kêu gọi",
    "thu hút", "khuyến khích", "khuyến cáo", "hạn chế", "tiết kiệm", "tiết giảm", "chống", "siết",
    "chấm dứt", "đình chỉ", "tạm dừng", "dừng", "chuyển đổi", "chuyển giao", "tích hợp", "liên thông",
    "chia sẻ", "khởi công", "thi công", "nghiệm thu", "lắp đặt", "sửa chữa", "bảo trì", "bảo vệ", "giữ",
    "giữ vững", "củng cố", "hợp nhất", "sáp nhập", "giải thể", "bầu", "công nhận", "cho phép",
    "chấp thuận", "đồng ý", "chỉ định", "đấu thầu", "đấu giá", "thẩm", "quy hoạch", "định giá",
    "hạch toán", "khấu trừ", "miễn", "hoàn", "nhận", "chốt", "khóa", "mời", "thăm", "tặng", "đón",
    "phục vụ", "chăm lo", "chăm sóc", "bảo trợ", "trợ giúp", "đối ứng", "bổ trợ", "kết hợp",
    "tạo điều kiện", "chú trọng", "bảo mật", "lưu ý", "đề cao", "đổi mới", "cải tiến", "cải cách",
    "cải thiện", "tự rà soát", "tự kiểm tra", "tự đánh giá", "ra quân", "diễn tập", "thiết lập",
    "thiết kế", "xuất", "nhập khẩu", "xuất khẩu", "mở rộng", "biên tập", "sưu tầm", "trưng bày",
    "giới thiệu", "quảng bá",
];

/// Modals, prepositions and adverbs that end a subject but order nothing by themselves.
#[rustfmt::skip]
const MODALS: [&str; 49] = [
    "có", "phải", "cần", "được", "là", "sẽ", "đã", "đang", "không", "chưa", "căn cứ", "theo", "trên cơ sở",
    "trong", "trước", "sau", "định kỳ", "hằng", "hàng", "khi", "nếu", "để", "nhằm", "từ", "qua", "về",
    "tại", "cùng", "cho", "chủ động", "thường xuyên", "kịp thời", "nghiêm túc", "khẩn trương",
    "có trách nhiệm", "chịu trách nhiệm", "tích cực", "nhanh chóng", "sớm", "quyết liệt", "đặc biệt",
    "đồng thời", "lên", "họp", "chi", "thu", "đề ra", "thống nhất", "hiện",
];

/// Adverbs an order can begin with.
#[rustfmt::skip]
const ADVERBS: [&str; 12] = [
    "chủ động", "thường xuyên", "kịp thời", "nghiêm túc", "khẩn trương", "tích cực", "nhanh chóng", "sớm",
    "quyết liệt", "định kỳ", "mỗi quý", "thống nhất",
];

/// Words that order or ask.
#[rustfmt::skip]
pub(super) const ORDER_VERBS: [&str; 12] = [
    "yêu cầu", "đề nghị", "giao", "chỉ đạo", "phân công", "kính đề nghị", "giao trách nhiệm",
    "giao nhiệm vụ cho", "giao cho", "trân trọng đề nghị", "đồng ý giao", "thống nhất giao",
];

/// Verbs by which a body reports what it or others do.
pub(super) static STOPS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[&VERBS, &MODALS]));
/// Verbs with which an order can begin: "Rà soát …".
pub(super) static ACTIONS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[&VERBS, &ADVERBS]));
pub(super) static HEADS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[&UNIT_HEADS]));
pub(super) static GROUPS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[&COLLECTIVE]));

/// Names of departments and ministries, so that "Sở Văn hóa, Thể thao và Du lịch" ends where it
/// does (NĐ 24/2014, NĐ 107/2020, NĐ 150/2025; ministries of their times).
#[rustfmt::skip]
const FIELDS: [&str; 45] = [
    "nội vụ", "tư pháp", "tài chính", "công thương", "nông nghiệp và môi trường",
    "nông nghiệp và phát triển nông thôn", "nông nghiệp và ptnt", "nông nghiệp", "xây dựng",
    "khoa học và công nghệ", "văn hóa , thể thao và du lịch", "văn hóa và thể thao",
    "văn hóa , thông tin , thể thao và du lịch", "văn hóa , thông tin và thể thao", "du lịch",
    "giáo dục và đào tạo", "gd & đt", "giáo dục , khoa học và công nghệ", "y tế", "ngoại vụ",
    "dân tộc và tôn giáo", "lao động - thương binh và xã hội", "lao động , thương binh và xã hội",
    "lđtbxh", "lđ - tb & xh", "thông tin và truyền thông", "tt & tt", "kế hoạch và đầu tư", "kh & đt",
    "tài nguyên và môi trường", "tn & mt", "giao thông vận tải", "giao thông vận tải - xây dựng",
    "quy hoạch - kiến trúc", "quy hoạch và kiến trúc", "quốc phòng", "công an", "ngoại giao", "kh & cn",
    "vhttdl", "vh , tt & dl", "vhtt & dl", "nn & ptnt", "gtvt", "an toàn thực phẩm",
];
pub(super) static FIELD_NAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[&FIELDS]));

/// Posts before a unit's name, which are not part of it (corpus/SCHEMA "Units").
#[rustfmt::skip]
pub(super) const TITLES: [&str; 30] = [
    "đồng chí", "đ / c", "các đồng chí", "các ông", "ông", "bà", "các ông , bà", "người đứng đầu",
    "thủ trưởng", "giám đốc", "phó giám đốc", "tổng giám đốc", "chủ tịch", "phó chủ tịch", "hiệu trưởng",
    "cục trưởng", "chi cục trưởng", "bộ trưởng", "vụ trưởng", "viện trưởng", "chánh", "trưởng",
    "tổng cục trưởng", "lãnh đạo", "chỉ huy trưởng", "tư lệnh", "tổng biên tập", "bí thư", "chủ nhiệm",
    "kính",
];
