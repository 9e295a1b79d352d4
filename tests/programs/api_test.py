"""The API as a program of somebody else meets it: answers, problems, tags, its own description."""
import http.client
import json
import re
import subprocess
import urllib.parse

import jsonschema

from api_judges import judge
from served import Served
from world import BIN, main, sentence


class Api(Served):
    def __enter__(self):
        return self

    def ask(self, path, method="GET", **headers):
        place = urllib.parse.urlsplit(self.url)
        connection = http.client.HTTPConnection(place.netloc, timeout=20)
        connection.request(method, path, headers={k.replace("_", "-"): v
                                                  for k, v in headers.items()})
        answer = connection.getresponse()
        answer.text = answer.read()
        connection.close()
        return answer

    def json(self, path, status=200, **headers):
        answer = self.ask(path, **headers)
        assert answer.status == status, (answer.status, answer.text)
        return json.loads(answer.text)


def schema_of(document, name):
    """A schema of the document as a JSON schema of its own; OpenAPI 3.1 says they are the same."""
    return {"$ref": "#/components/schemas/" + name, "components": document["components"]}


def fits(document, name, value):
    jsonschema.Draft202012Validator(schema_of(document, name)).validate(value)


def strict(schema):
    """The same schema, refusing members that the document does not name."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    out = {name: strict(value) for name, value in schema.items()}
    if isinstance(schema.get("properties"), dict):
        out["unevaluatedProperties"] = False
    return out


@sentence
def the_verdict_of_the_api_is_that_of_the_command(world):
    code = world.codes()[0]
    with Api(world) as api:
        for text in (code, world.batch, world.units.split("..")[0], "12345"):
            said = api.json("/api/v1/verify/" + urllib.parse.quote(text, safe=""))
            known = world.ask("verify", text, "--json").json()[0]
            said.pop("scans", None)
            for row in (said, known):
                row.pop("as_of")
                row.pop("copied")
            assert said == known, (said, known)


@sentence
def asking_the_api_is_no_scan(world):
    digits = world.codes()[0].rsplit("/", 1)[1]
    phone = {"User_Agent": "Mozilla/5.0 (Linux; Android 14)", "Accept": "*/*"}
    with Api(world) as api:
        for _ in range(3):
            said = api.json("/api/v1/verify/" + digits, **phone)
        assert said["copied"] == "none_seen" and said["scans"]["count"] == 0, said
        assert "scans" not in api.json("/api/v1/verify/" + world.units.split("..")[0].strip())


@sentence
def a_program_beyond_the_limit_reads_a_problem(world):
    with Api(world, "--total-rate", "1") as api:
        for _ in range(20):
            answer = api.ask("/api/v1/sums")
            if answer.status == 503:
                break
        assert answer.status == 503 and int(answer.getheader("Retry-After")) >= 1
        assert answer.getheader("Content-Type") == "application/problem+json"
        assert answer.getheader("Access-Control-Allow-Origin") == "*"
        assert json.loads(answer.text)["type"].endswith("/unavailable"), answer.text


@sentence
def every_answer_fits_the_schema_it_is_described_with(world):
    code = world.codes()[0]
    with Api(world) as api:
        document = api.json("/api/v1/openapi.json")
        hard = strict(document)
        for text in (code, world.batch, world.units.split("..")[0].strip(), "77", code[:-1]):
            said = api.json("/api/v1/verify/" + urllib.parse.quote(text, safe=""))
            fits(hard if "package" not in said else document, "Verdict", said)
        fits(document, "Batch", api.json("/api/v1/batches/" + world.batch))
        fits(document, "Sums", api.json("/api/v1/sums"))
        fits(document, "Jwks", api.json("/.well-known/jwks.json"))
        fits(hard, "Problem", api.json("/api/v1/batches/LSYW-26-0001-0002-1", 400))


@sentence
def a_schema_refuses_what_it_does_not_describe(world):
    with Api(world) as api:
        hard = strict(api.json("/api/v1/openapi.json"))
        good = api.json("/api/v1/verify/77")
        for bad in (dict(good, issued="genuine"), dict(good, more=1), dict(good, log_size="1")):
            try:
                fits(hard, "Verdict", bad)
            except jsonschema.ValidationError:
                continue
            raise AssertionError(f"taken: {bad}")


@sentence
def a_batch_tells_what_its_page_tells_and_no_more(world):
    with Api(world) as api:
        said = api.json("/api/v1/batches/" + world.batch.lower().replace("-", ""))
        assert said["batch"] == world.batch and said["season"].endswith("-1"), said
        assert said["runs"][0]["count"] == 20 and said["quantity_text"] == "50 kg", said
        assert not {"lot", "printed", "left", "holder", "labels", "qty"} & set(said), said
        proof = urllib.parse.urlsplit(said["proof"]).path
        assert api.ask(proof).text.startswith(b"c2sp.org/tlog-proof@v1\n")


@sentence
def who_holds_the_answer_gets_304(world):
    digits = world.codes()[0].rsplit("/", 1)[1]
    with Api(world) as api:
        for path in ("/api/v1/verify/" + digits, "/api/v1/batches/" + world.batch, "/api/v1/sums",
                     "/.well-known/jwks.json", "/api/v1/openapi.json"):
            tag = api.ask(path).headers["ETag"]
            again = api.ask(path, If_None_Match=tag)
            assert (again.status, again.text) == (304, b""), path
            assert api.ask(path, If_None_Match='"other"').status == 200, path
        path = "/api/v1/verify/" + digits
        tag = api.ask(path).headers["ETag"]
        world.good("void", world.units.split("..")[0], "--why", "misprint")
        assert api.json(path, If_None_Match=tag)["good"] == "void"


@sentence
def a_problem_has_a_type_with_a_page_and_speaks_both_languages(world):
    with Api(world) as api:
        cases = (("GET", "/api/v1/batches/LSYW-26-0001-0009-Q", 404),
                 ("GET", "/api/v1/batches/x", 400), ("GET", "/api/v1/none", 404),
                 ("POST", "/api/v1/sums", 405), ("GET", "/api/v1/verify/" + "9" * 600, 400),
                 ("GET", "/.well-known/none", 404))
        for method, path, status in cases:
            answer = api.ask(path, method)
            assert answer.status == status, (path, answer.status, answer.text)
            assert answer.headers["Content-Type"] == "application/problem+json", path
            assert answer.headers["Access-Control-Allow-Origin"] == "*", path
            said = json.loads(answer.text)
            assert said["type"].endswith("/no-batch") == ("0009" in path), said
            assert said["status"] == answer.status and re.search("[一-龥]", said["detail"]), said
            page = api.ask(urllib.parse.urlsplit(said["type"]).path)
            assert page.status == 200 and said["title"] in page.text.decode(), said
            english = json.loads(api.ask(path, method, Accept_Language="en").text)
            assert english["type"] == said["type"] and english["detail"].isascii(), english
        assert api.ask("/api/v1/sums", "POST").headers["Allow"] == "GET, HEAD"


@sentence
def head_has_the_length_of_get_and_scripts_may_read(world):
    with Api(world) as api:
        for path in ("/api/v1/verify/77", "/api/v1/sums", "/.well-known/jwks.json"):
            head, got = api.ask(path, "HEAD"), api.ask(path)
            assert head.status == 200 and head.text == b"", path
            assert head.headers["Content-Length"] == str(len(got.text)), path
            assert got.headers["Access-Control-Allow-Origin"] == "*", path


@sentence
def a_label_in_gs1_form_has_links_and_a_forged_one_has_none(world):
    world.good("gtin", "--holder", "0001", "--product", "LSYW", "--net", "250g", "--gtin",
               "6901234567892")
    digits = world.codes()[0].rsplit("/", 1)[1]
    number = world.units.split("..")[0].strip()
    path = f"/01/06901234567892/10/{world.batch}/21/{number}"
    with Api(world) as api:
        assert b"<!doctype html>" in api.ask(f"{path}?S={digits}").text
        for ask, more in (("&linkType=linkset", {}), ("", {"Accept": "application/linkset+json"})):
            got = api.ask(f"{path}?S={digits}{ask}", **more)
            assert got.headers["Content-Type"] == "application/linkset+json", got.headers
            links = json.loads(got.text)["linkset"][0]
            assert links["anchor"] == "http://gi.jj.cn" + path, links
            assert links["https://gs1.org/voc/pip"][0]["href"] == "http://gi.jj.cn/" + digits
        for kind, target in (("gs1:pip", "/" + digits), ("gs1:certificationInfo", "/b/" + world.batch),
                             ("gs1:traceability", "/api/v1/batches/" + world.batch)):
            got = api.ask(f"{path}?linkType={kind}&S={digits}")
            assert (got.status, got.headers["Location"]) == (307, "http://gi.jj.cn" + target), kind
            assert api.ask(target).status == 200, target
        forged = digits[:-1] + ("1" if digits[-1] == "0" else "0")
        for bad in (f"{path}?linkType=gs1:none&S={digits}", f"{path}?linkType=linkset&S={forged}",
                    f"{path}?linkType=linkset", f"/x{path[:-1]}0?linkType=gs1:pip&S={digits}"):
            said = api.json(bad, 404)
            assert said["type"].endswith("/not-found"), said
        fits(api.json("/api/v1/openapi.json"), "Resolver", api.json("/.well-known/gs1resolver"))


@sentence
def the_description_names_every_route_of_the_api_and_no_other(world):
    with Api(world) as api:
        described = set(api.json("/api/v1/openapi.json")["paths"])
    lines = subprocess.run([BIN + "/gitrace-serve", "--help"], capture_output=True, check=True)
    routes = re.findall(r"^  (\S+) ", lines.stdout.decode(), re.M)
    served = {one for one in routes if one.startswith(("/api/v1/", "/.well-known/"))}
    assert described == served, described ^ served


@sentence
def the_description_is_clean_for_redocly(world):
    with Api(world) as api:
        text = api.ask("/api/v1/openapi.json").text
    judge("redocly", text)


@sentence
def labels_keys_are_read_by_jose(world):
    with Api(world) as api:
        text = api.ask("/.well-known/jwks.json").text
    keys = json.loads(text)["keys"]
    assert [(key["kid"], key["crv"], key["state"]) for key in keys] == [("7", "Ed25519", "active")]
    judge("jose", text)


main()
