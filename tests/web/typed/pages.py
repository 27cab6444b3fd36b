"""A page with a form, for tests: shown at one address, posted to another."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.template import RequestContext, Template
from django.urls import include, path

from vigie.directory.models import Organisation

PAGE = Template("""<!doctype html><html lang="fr"><head><title>Essai</title></head><body><h1>Essai</h1>
<form method="get" action="/chercher"><input name="text" value="autre"></form>
<form method="post" action="/essai/faire">{% csrf_token %}{% once %}
<input type="hidden" name="kind" value="a"><textarea name="text">Rien</textarea>
<input name="title" value=""><input type="password" name="secret">
<input name="line" value="1"><input name="line" value="2">
<input type="radio" name="choice" value="x" checked><input type="radio" name="choice" value="y">
<select name="place"><option value="1" selected>Un</option><option value="2">Deux</option></select>
<b>&eacute; &#233; &amp;</b></form>
<form method="post" action="/essai/faire">{% csrf_token %}<input type="hidden" name="kind" value="b">
<textarea name="text">Autre formulaire</textarea></form></body></html>""")


def form(request):
    return HttpResponse(PAGE.render(RequestContext(request)))


def do(request):
    """Makes one organisation; refuses an empty title; fails on request."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect("/connexion")
    title = request.POST["title"]
    if not title:
        return HttpResponse(PAGE.render(RequestContext(request)), status=422)
    made = Organisation.objects.create(
        slug=f"fait-{Organisation.objects.count()}", name=title, classification="other"
    )
    if title == "Panne":
        raise RuntimeError(title)
    return HttpResponseRedirect(f"/essai/{made.slug}")


urlpatterns = [path("essai", form), path("essai/faire", do), path("", include("vigie.urls"))]
