"""Reads what a later server answers, with the generated client."""
import sys

from scrip_generated.models.notice import Notice
from scrip_generated.models.notice_code import NoticeCode

later, grown = (Notice.from_json(open(file, encoding="utf-8").read()) for file in sys.argv[1:])
assert later.seq == 9007199254740991, later
assert later.code == "COMET_SEEN" and later.code.value == "COMET_SEEN", later
assert later.subject.actual_instance is None, later
assert grown.code is NoticeCode.NOTICE_CODE_ORDER_PAID, grown
assert grown.subject.actual_instance.reference == "SC-1", grown
