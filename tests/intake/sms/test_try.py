from vigie.intake.models import *


def test_a(phone):
    for t in [
        "INC attaque Dorila 12/03 3",
        "INC attaque Kombari 12/03 3",
        "1",
        "Bonjour",
        "1",
        "Dorla",
        "hier",
        "2",
        "AIDE",
        "INC vol Nulpart 3/4",
        "Rien",
        "N",
        "INC enlevement",
        "FIN",
    ]:
        print(t, "=>", phone.says(t), "|", phone.message.outcome)
    r = phone.message
    for s in SubmissionVersion.objects.all():
        print(bytes(s.xml).decode())
    d = Dialogue.objects.first()
    for t in [
        f"COR {d.receipt} 5",
        f"COR {d.receipt} 13/03 Sanguele",
        f"COR {d.receipt}",
        "COR ZZZZZ 5",
        f"ANN {d.receipt}",
        "ANN",
    ]:
        print(t, "=>", phone.says(t), "|", phone.message.outcome)
    print([(d.receipt, d.edition, d.passed, d.is_open) for d in Dialogue.objects.all()])
    for s in SubmissionVersion.objects.filter(submission=d.submission):
        print(s.number, s.is_current, bytes(s.xml).decode())
