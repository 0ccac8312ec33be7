"""Realistic entries: what a unit of a kind logs on a day. Pure, and the same for the same seed."""

from datetime import date
from functools import cached_property
from itertools import accumulate
from random import Random

from app.activities.entry import Entry
from app.plan import ActivityType, Measure, Plan

# Lowest and highest of a figure; what is not named lies between 1 and 12.
SIZES = {
    "so_buoi": (1, 1),
    "luot_nguoi_du": (18, 140),
    "luot_nguoi_hd": (4, 60),
    "so_ho": (3, 40),
    "luot_xem": (60, 3000),
    "thoi_luong_phut": (10, 90),
    "luot_hs": (180, 1250),
    "luot_gv": (12, 80),
    "luot_ph": (30, 700),
    "kinh_phi": (500_000, 20_000_000),
}
FILLED = 0.5  # how often a box that may stay empty is filled
NOTES = (
    "Bà con tham gia đông, nhiều câu hỏi về VNeID.",
    "Hướng dẫn cài iHaNoi tại nhà văn hóa, có đoàn viên hỗ trợ.",
    "Lồng ghép phổ biến cách nhận biết cuộc gọi lừa đảo.",
    "Phát tờ rơi và dán mã QR tại bảng tin, nhắc lại trong nhóm Zalo.",
)
DIFFICULTIES = (
    "Nhiều người cao tuổi dùng điện thoại bàn phím, chưa cài được ứng dụng.",
    "Sóng yếu trong ngõ, phải ra đầu ngõ mới đăng nhập được.",
    "Một số người quên mật khẩu, SIM không chính chủ nên chưa làm được.",
)


class Diary:
    """Makes entries of one kind of unit; the types of its tiles come first and most often."""

    def __init__(self, kind: str, plan: Plan) -> None:
        self.kind = kind
        self.plan = plan

    @cached_property
    def types(self) -> tuple[ActivityType, ...]:
        tiled = [self.plan.activity_types[t] for tile in self.plan.tiles_of(self.kind) for t in tile.types]
        return tuple(dict.fromkeys([*tiled, *self.plan.types_for(self.kind)]))

    @cached_property
    def weights(self) -> list[float]:
        return list(accumulate(1 / place for place in range(2, len(self.types) + 2)))

    @cached_property
    def categories(self) -> list[str]:
        return [c.id for c in self.plan.difficulty_categories.values() if self.kind in c.unit_kinds]

    @cached_property
    def inputs(self) -> dict[str, tuple[Measure, ...]]:
        return {kind.id: self.plan.inputs(kind) for kind in self.types}

    def entry(self, random: Random, held_on: date) -> Entry:
        """One entry; every rule of app.activities.entry.problems holds."""
        kind = random.choices(self.types, cum_weights=self.weights)[0]
        chance = random.random()
        hard = chance > 0.95 and bool(self.categories)
        return Entry(
            kind.id,
            held_on,
            self._figures(random, kind),
            topics=tuple(random.sample(list(self.plan.quick_topics), k=1 + int(chance * 2))) if chance < 0.6 else (),
            note=random.choice(NOTES) if chance > 0.8 else "",
            difficulty=random.choice(DIFFICULTIES) if hard else "",
            difficulty_category=random.choice(self.categories) if hard else None,
        )

    def _figures(self, random: Random, kind: ActivityType) -> dict[str, int]:
        figures: dict[str, int] = {}
        for measure in self.inputs[kind.id]:
            if measure.id not in kind.required and measure.default is None and random.random() > FILLED:
                continue
            low, high = SIZES.get(measure.id, (1, 12))
            whole = figures.get(measure.sub_of or "")
            if whole is not None:
                low, high = 0, whole
            figures[measure.id] = low + int((high - low + 1) * random.random())
        return figures
