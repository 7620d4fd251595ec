"""The promise to members, word for word as the design has it."""

PROMISE = [
    "Twice a year we publish one number for each pillar of your team, but only if the team has at"
    " least six people besides those who manage or administer it, at least five of them agreed to"
    " be included and have a recent enough assessment, and at least four things differ from every"
    " earlier number that shares a person with it: someone joined, left (one leaving and one"
    " joining count as one) or answered at least half of the questions again.",
    "Each number is rounded to a multiple of five out of 100 (0.2 on the scale of 0 to 4), up or"
    " down partly by chance; it never changes afterwards, and each of your assessments is used for"
    " at most two half-years.",
    "You see exactly what your manager sees, only you decide whether you are included (others can"
    " at most hold back the whole number), and you can leave or withdraw at any time before the"
    " next number is made; still, in a small team a number shows that most people took part, and a"
    " very determined manager who controls most of the accounts in a team could learn something.",
]
