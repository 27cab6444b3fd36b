"""The addresses of this room."""

from vigie.parliament.urls import paper

urlpatterns = [*paper.urlpatterns]
