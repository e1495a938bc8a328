"""Routes, JSON, templates and errors, through the test client."""
import flask

app = flask.Flask("x")


@app.route("/a/<int:n>", methods=["GET", "POST"])
def a(n):
    return flask.jsonify(n=n, q=flask.request.args.get("q"), j=flask.request.get_json(silent=True))


@app.route("/t")
def t():
    return flask.render_template_string("<b>{{ x }}</b>", x="<&>")


@app.errorhandler(404)
def missing(error):
    return "nope", 404


client = app.test_client()
print(client.get("/a/3?q=z").data, client.post("/a/4", json={"k": [1]}).json)
print(client.get("/t").data, client.get("/zz").status, client.get("/a/x").status)
with app.test_request_context("/a/3"):
    print(flask.url_for("a", n=9))
