"""Views, templates and forms without a database."""
import django
from django.conf import settings

engine = {"BACKEND": "django.template.backends.django.DjangoTemplates"}
settings.configure(TEMPLATES=[engine], ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="x")
django.setup()
from django import forms
from django.http import JsonResponse
from django.template import Context, Template
from django.test import Client
from django.urls import path, reverse


def view(request, n):
    return JsonResponse({"n": n, "q": request.GET.get("q")})


urlpatterns = [path("a/<int:n>/", view, name="view")]
client = Client()
print(client.get("/a/3/?q=z").content, client.get("/nope/").status_code, reverse("view", args=[4]))
text = "{% for x in xs %}{{ forloop.counter }}:{{ x|upper }} {% endfor %}{{ s }}"
print(Template(text).render(Context({"xs": ["a", "b"], "s": "<&>"})))


class Form(forms.Form):
    name = forms.CharField(max_length=3)
    n = forms.IntegerField(min_value=2)


form = Form({"name": "abcd", "n": "1"})
print(form.is_valid(), form.errors.as_json(), Form({"name": "a", "n": "5"}).is_valid())
