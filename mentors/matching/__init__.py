"""Who fits whom, in which order, and why: pure, without Django, clock or chance."""
