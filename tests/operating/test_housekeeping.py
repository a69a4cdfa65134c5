"""What a worker clears away every few seconds."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from planapi import queueing


@pytest.mark.django_db
def test_expired_sessions_go_and_the_others_stay() -> None:
    for key, hours in (("expired", -1), ("in-use", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(hours=hours))
    assert queueing.tick()
    assert {one.session_key for one in Session.objects.filter(session_key__in=("expired", "in-use"))} == {"in-use"}
