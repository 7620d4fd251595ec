"""The rules that stand between answers and what is published about a team; without Django.

First who counts (members), then which assessment speaks for them (sittings), then publish or
hold (decision), all without any score; at last the values."""
