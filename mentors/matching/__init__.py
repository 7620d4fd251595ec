"""Who fits whom, and why: pure, without Django, clock or chance."""
