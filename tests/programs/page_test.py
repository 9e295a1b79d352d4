"""The consumer's page as a phone gets it: digital label, sums, large text; then judged in Debian's
Chromium, by axe and by the Nu HTML checker (tests/browser, npm)."""
import base64
import hashlib
import http.client
import json
import os
import re
import shutil
import subprocess
import time
import urllib.parse

from served import Served
from world import BIN, ROOM, Skip, act, day, main, sentence

HERE = os.path.dirname(os.path.abspath(__file__))
BROWSER = os.path.join(os.path.dirname(HERE), "browser")
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.47",
         "Accept": "text/html", "Accept-Language": "zh-CN"}
FIRST = dict(name="庐山云雾茶", ingredients="茶鲜叶", storage="阴凉干燥处密封",
             shelf_life="18 个月", maker="九江示例茶业有限公司", contact="0792-0000000")
SECOND = dict(FIRST, ingredients="庐山云雾茶鲜叶", use="85 ℃ 水冲泡", why="correction")
CLOSELY = ("issued", "void", "changes", "start")  # in every mode; the others too with GI_LONG
ISSUED, COPIED, IN_FORCE = "是本系统签发的吗？", "被复制了吗？", "现在有效吗？"


class Page(Served):
    """Pages over a registry with a digital label in two versions."""

    def __init__(self, world, texts=(FIRST, SECOND)):
        holder = world.answers["firm"]["holder"]
        answer = world.run([act("digital-label", holder=holder, product="LSYW", **text)
                            for text in texts])
        assert answer.code == 0, answer
        self.acts = [json.loads(line)["act"] for line in answer.out.splitlines()[:len(texts)]]
        self.world = world
        answer = world.sign("codes", world.batch + "#1", "--count", "1")
        self.code = urllib.parse.urlsplit(answer.out.split("\r\n")[1].split(",")[2]).path
        super().__init__(world)

    def __enter__(self):
        return self

    def get(self, path, **headers):
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.url).netloc, timeout=20)
        connection.request("GET", path, headers={**PHONE, **headers})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text


@sentence
def a_scan_shows_the_digital_label_apart_from_what_is_traced(world):
    with Page(world) as page:
        answer, text = page.get(page.code)
        assert answer.status == 200 and answer.getheader("Set-Cookie") is None
        trace, digital = text.split("<h2>数字标签</h2>")
        assert "追溯：产地与来历" in trace and "庐山云雾茶鲜叶" not in trace
        part = digital[:digital.index("</section>")]
        assert "第 2 版" in part and "庐山云雾茶鲜叶" in part and "85 ℃ 水冲泡" in part, part
        assert part.count("企业自报") == len(SECOND) - 1
        assert f'href="/l/{world.batch}"' in part


@sentence
def every_page_names_the_official_hosts_once_the_root_signed_them(world):
    configured = "（据登记库配置）"
    with Page(world) as page:
        forged = "/" + page.code.split("/")[-1][:-3] + "123"
        assert configured in page.get(page.code)[1]
        world.refuses("host-not-listed", 12, "hosts", "--list", "gi.example.cn")
        leaf = world.good("hosts", "--list", "gi.jj.cn, gi.example.cn")["act"]
        time.sleep(0.2)  # an answer is kept for some ms
        said = f"官方查询网址：gi.jj.cn、gi.example.cn（根密钥签署的名单，日志第 {leaf} 号）"
        for path in (page.code, forged, "/", f"/b/{world.batch}", "/report"):
            text = page.get(path)[1]
            assert said in text and configured not in text, (path, text)


@sentence
def the_text_that_is_served_is_the_one_whose_digest_stands_in_the_log(world):
    with Page(world) as page:
        for version, index in enumerate(page.acts, 1):
            answer, text = page.get(f"/l/{world.batch}/{version}")
            assert answer.getheader("Content-Type") == "application/json", answer.status
            leaf = json.loads(world.ask("log", "leaf", str(index)).out)
            digest = hashlib.sha256(text.encode()).digest()
            assert base64.b64decode(leaf["doc"]) == digest and leaf["ver"] == version
        assert dict(json.loads(text))["ingredients"] == SECOND["ingredients"]
        assert page.get(f"/l/{world.batch}/3")[0].status == 404
        assert page.get(f"/l/{world.batch}/0")[0].status == 404


@sentence
def every_change_of_a_digital_label_stands_on_its_page_eight_at_a_time(world):
    texts = [FIRST] + [dict(FIRST, use=f"第 {n} 种泡法", why="other") for n in range(2, 12)]
    with Page(world, texts) as page:
        _, text = page.get(f"/l/{world.batch}")
        assert re.findall(r"<h2>第 (\d+) 版</h2>", text) == [str(n) for n in range(11, 3, -1)]
        assert "第 3 种泡法" in text and "第 2 种泡法" not in text  # 3 is what 4 replaced
        _, text = page.get(f"/l/{world.batch}?v=4&t=1")
        assert re.findall(r"<h2>第 (\d+) 版</h2>", text) == ["3", "2", "1"]
        assert 'href="?v=4&amp;hl=zh"' in text and 'class="large"' in text
        answer, text = page.get(f"/l/{world.batch}?v=1")
        assert answer.status == 404 and "没有发布数字标签" not in text
        assert page.get("/l/LSYW-26-00A3-001F-7")[0].status == 404


@sentence
def a_page_tells_the_sums_of_the_season_and_offers_the_proof(world):
    with Page(world) as page:
        _, text = page.get(page.code)
        sums = text[text.index("本产季公开合计"):]
        assert "<dd>5 kg</dd>" in sums and "<dd>20</dd>" in sums, sums[:900]
        proof = re.search(r'href="(/proof/[^"]+)"', text).group(1)
        answer, text = page.get(proof)
        assert answer.status == 200 and text.startswith("c2sp.org/tlog-proof@v1"), text[:80]


@sentence
def large_text_is_a_link_that_is_no_scan_and_keeps_the_verdict(world):
    with Page(world) as page:
        _, text = page.get(page.code)
        assert "第一次扫码" in text
        link = page.code + re.search(r'href="(\?hl=zh&amp;t=1)"', text).group(1)
        for _ in range(100):  # a scan is written after its answer
            answer, text = page.get(link.replace("&amp;", "&"))
            assert answer.status == 200 and answer.getheader("Set-Cookie") is None
            assert 'class="large"' in text and 'data-issued="issued"' in text
            assert f'href="/b/{world.batch}?hl=zh&amp;t=1"' in text
            if "已记录扫码" in text:
                break
            time.sleep(0.05)
        assert "已记录扫码 1 次" in text
        assert "已记录扫码 1 次" in page.get(link.replace("&amp;", "&"))[1]


# ---- in a browser ----

def judges():
    """The node_modules folder of the judges; made once per build."""
    home = os.path.join(os.path.dirname(BIN), "page-judges")
    for program in ("npm", "node", "java", "chromium"):
        if not shutil.which(program):
            raise Skip(f"{program} is not installed")
    if not os.path.exists(os.path.join(home, "complete")):
        shutil.rmtree(home, ignore_errors=True)
        os.mkdir(home)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(os.path.join(BROWSER, name), home)
        try:
            subprocess.run(["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund",
                            "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=20000"],
                           cwd=home, capture_output=True, timeout=90, check=True)
        except (subprocess.SubprocessError, OSError) as why:
            if os.environ.get("CI") == "true":
                raise
            raise Skip(f"npm is out of reach: {str(why)[:80]}") from why
        with open(os.path.join(home, "complete"), "w", encoding="ascii"):
            pass
    return os.path.join(home, "node_modules")


def states(world):
    """A certificate, a label that is void and one that is frozen; their numbers."""
    world.good("certificate", "--op", "add", "--holder", world.answers["firm"]["holder"], "--kind",
               "organic", "--number", "示例-OP-0001", "--body", "示例认证中心", "--from", day(-90),
               "--to", day(200))
    units = {}
    for state in ("void", "frozen"):
        units[state] = world.good("issue", "--batch", world.batch, "--count", "1", "--net", "250g",
                                  "--packed", day())["units"].split("..")[0].strip()
    world.good("void", "--units", units["void"], "--why", "damaged")
    world.good("freeze", "--units", units["frozen"], "--why", "complaint", "--who",
               "九江示例市场监督管理局", "--doc", "00" * 32)
    return units


def pages_of(page, units):
    """What people meet, with words that must be readable without any script."""
    code = page.code
    altered = code[:60] + str((int(code[60]) + 1) % 10) + code[61:]
    batch = page.world.batch
    rows = [("issued", code, (ISSUED, "已签发", "有效", "250 g", "数字标签", "公开合计")),
            ("issued-en", code + "?hl=en", ("Issued", "Digital label", "In force")),
            ("large", code + "?hl=zh&t=1", ("已签发", "标准字号")),
            ("void", "/?q=" + units["void"], ("已作废", IN_FORCE, "标签损坏")),
            ("frozen", "/?q=" + units["frozen"], ("监管暂停", "尚无结论")),
            ("forged", altered, ("签名不符", COPIED)),
            ("batch", "/b/" + batch, (batch, "有机产品")),
            ("changes", "/l/" + batch, ("更正错误", "原为")),
            ("start", "/", ("查询标签",)),
            ("mistyped", "/?q=0004-0000-ABC", ("编号有误",)),
            ("hidden", "/h/" + units["void"], ("没有隐藏码",))]
    deep = [name for name, _, _ in rows] if os.environ.get("GI_LONG") else CLOSELY
    return [{"name": name, "url": page.url.rstrip("/") + path, "says": words, "deep": name in deep}
            for name, path, words in rows]


def nu_is_clean(page, modules, pages):
    paths = []
    for one in pages:
        paths.append(os.path.join(ROOM, one["name"] + ".html"))
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(page.get(one["url"][len(page.url.rstrip("/")):])[1])
    jar = os.path.join(modules, "vnu-jar", "build", "dist", "vnu.jar")
    done = subprocess.run(["java", "-Xmx512m", "-jar", jar, "--format", "text", *paths],
                          capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()[-3000:]


@sentence
def a_browser_axe_and_the_nu_checker_find_nothing(world):
    modules = judges()
    units = states(world)
    with Page(world) as page:
        pages = pages_of(page, units)
        path = os.path.join(ROOM, "pages.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(pages, file)
        done = subprocess.run(["node", os.path.join(BROWSER, "look.js"), modules, path],
                              capture_output=True, timeout=150, check=False)
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        found = json.loads(done.stdout)
        assert found == [], "\n".join(found)
        nu_is_clean(page, modules, pages)


main()
