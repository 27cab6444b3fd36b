from tests.intake.webform.filling import *
from vigie.intake.models import *
def test_try(incident, monitor):
    p=Person(monitor).go(f"/remplir/{incident.form.uuid}").press("begin").press()
    def s(x=''): print(x, p.address, p.status, p.heading, p.labels(), re.findall(r'class="msg"[^>]*>(.*?)<',p.page))
    s(); p.fill("Que savez-vous de la date","day").press(); s();
    p.fill("Quel jour","18/11/2026").press(); s()
    p.fill("Dans quel pays","BF").press(); s(); 
    p.fill("Dans quel lieu","village 01").press();s(); 
    p.fill("Dans quel lieu","village 011").fill("Était-ce","exact").press(); s(); print(p.labels())
    print(re.findall(r'name="q\d+" value="\w*"',p.page))
def test_files(incident,monitor):
    r=monitor.get(f"/remplir/hors-ligne/{incident.form.uuid}")
    import gzip
    print(r.status_code,len(r.content),len(gzip.compress(r.content)))
