"""Faults of phone and network that the tests of the outbox meet already; `make faults` runs these too. Test → fault."""

E2E = "tests/e2e"
ON_A_PHONE = {
    f"{E2E}/test_sending_once.py::test_three_quick_taps_make_one_entry": "B1 three quick taps",
    f"{E2E}/test_outbox.py::test_a_meeting_logged_without_a_network_arrives_once": "B2 logged without a network",
    f"{E2E}/test_outbox.py::test_a_form_that_was_open_when_the_network_went_is_kept": "B2 gone while writing",
    f"{E2E}/test_outbox.py::test_a_server_that_never_answers_is_not_waited_for": "B4 no answer ever",
    f"{E2E}/test_undelivered.py::test_a_server_that_is_busy_or_a_portal_is_no_delivery": "B6 portal, redirect, wrong echo",
    f"{E2E}/test_undelivered.py::test_a_session_that_ended_keeps_the_item_and_says_so": "B7 signed out meanwhile",
    f"{E2E}/test_undelivered.py::test_another_person_on_the_phone_sees_only_that_something_waits": "B10 another person",
    f"{E2E}/test_undelivered.py::test_signing_out_with_something_left_asks": "B11 signing out asks",
    f"{E2E}/test_undelivered.py::test_what_a_restored_server_lost_is_sent_again": "A16 receipts a restored server lacks",
    f"{E2E}/test_outbox.py::test_a_full_phone_says_so_and_the_form_stays": "B13 abort without an error",
    f"{E2E}/test_queued_photos.py::test_a_full_phone_says_so_and_the_form_stays": "B13 photos do not fit",
    f"{E2E}/test_outbox.py::test_what_is_wrong_is_mended_and_arrives": "B18 mended and sent",
    f"{E2E}/test_refused_photos.py::test_one_bad_photo_does_not_hold_up_the_others": "B18 one bad photo",
    f"{E2E}/test_refused_photos.py::test_a_refused_photo_can_be_sent_again": "B18 a photo refused, sent again",
    f"{E2E}/test_nobodys_answers.py::test_what_was_typed_waits_and_is_sent_once": "B6 portal, proxy or nobody, straight",
    f"{E2E}/test_queue_at_work.py::test_who_is_not_signed_in_any_more_when_it_is_sent_loses_nothing": "B10 switched while sending",
    f"{E2E}/test_queue_at_work.py::test_who_asks_who_is_signed_in_does_not_wait_for_ever": "B5 a server that hangs",
    f"{E2E}/test_queue_at_work.py::test_one_that_never_gets_through_does_not_hold_up_the_others": "B18 one that never gets through",
    f"{E2E}/test_queue_at_work.py::test_an_answer_that_comes_late_leaves_what_was_changed_meanwhile": "B4 an answer that comes late",
}
