"""Exemplars in words: who did what, what a button says, the text a publisher copies. Pure."""

from app.exemplars.queries import EventView, ExemplarView
from app.exemplars.workflow import Act, Party
from app.permissions import Action
from app.personal_numbers import masked
from app.scope import Scope

WARD_DESK, PUBLISHER = "Phòng VH-XH", "Đơn vị đăng tải"
DID = {
    Act.PROPOSE: "giới thiệu",
    Act.CONSENT: "ghi người được nêu đã đồng ý cho đăng tên, ảnh",
    Act.ASK_CONSENT: "nhờ đơn vị hỏi ý kiến người được nêu",
    Act.VERIFY: "đã xác minh",
    Act.PROMOTE: "đề xuất nhân rộng cấp phường",
    Act.PUBLISH: "đã đăng",
    Act.NOTE: "ghi chú",
    Act.WITHDRAW_CONSENT: "ghi người được nêu rút lại sự đồng ý",
    Act.WITHDRAW: "rút lại",
    Act.TAKE_DOWN: "đã gỡ bài",
}
OFFERS = {
    Act.CONSENT: "Ghi đã đồng ý",
    Act.ASK_CONSENT: "Nhờ đơn vị hỏi người được nêu",
    Act.VERIFY: "Xác minh",
    Act.PROMOTE: "Đề xuất nhân rộng",
    Act.PUBLISH: "Đánh dấu đã đăng",
    Act.NOTE: "Ghi chú",
    Act.WITHDRAW_CONSENT: "Người được nêu không đồng ý nữa",
    Act.WITHDRAW: "Rút lại gương này",
}
SENDING = {
    Act.CONSENT: "Đã đồng ý, lưu lại",
    Act.PUBLISH: "Lưu nơi đã đăng",
    Act.NOTE: "Gửi ghi chú",
    Act.WITHDRAW_CONSENT: "Rút lại sự đồng ý",
    Act.WITHDRAW: "Rút lại",
}


def exemplar_who(event: EventView, scope: Scope) -> str:
    """Who acted: for a unit's people the ward is Phòng VH-XH, for officers it is the officer."""
    if event.party is Party.WARD and not scope.reaches_ward(Action.SEE_EXEMPLARS):
        return WARD_DESK
    unit = event.unit_name or (PUBLISHER if event.party is Party.PUBLISHER else WARD_DESK)
    return f"{event.person}, {unit}" if event.person else unit


def exemplar_did(event: EventView) -> str:
    return DID[event.act]


def exemplar_offer(act: Act) -> str:
    """What the way to an act is called."""
    return OFFERS[act]


def exemplar_sending(act: Act) -> str:
    """What the button says that does it."""
    return SENDING.get(act, OFFERS[act])


def text_to_publish(exemplar: ExemplarView, ward_name: str) -> str:
    """What a publisher copies: title, story and who tells it, personal numbers masked."""
    told_by = f"Theo {exemplar.unit_name}, {ward_name}"
    return "\n\n".join((masked(exemplar.title), masked(exemplar.story), told_by))
