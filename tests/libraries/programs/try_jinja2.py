"""Templates: macros, filters, loops with conditions, an error with its line."""
import jinja2

env = jinja2.Environment()
template = env.from_string(
    """{% macro cell(x) %}<td>{{ x|upper }}</td>{% endmacro %}
{%- for user in users if user.age > 3 %}{{ loop.index }}: {{ cell(user.name) }} {{ '%05.2f'|format(user.age) }}
{% else %}none{% endfor %}{{ users|map(attribute='name')|join(', ') }} {{ {'a': 1}|tojson }}"""
)
print(template.render(users=[{"name": "ann", "age": 5}, {"name": "<bob>", "age": 2}, {"name": "cy", "age": 9.5}]))
try:
    env.from_string("{% if x %}").render()
except jinja2.TemplateSyntaxError as error:
    print(type(error).__name__, error, error.lineno)
