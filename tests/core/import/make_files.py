"""Writes the dirty files of this folder: make_files.py DIRECTORY. What each must be told is in the
text beside it. The files are stored; this script says how they came about and makes new ones."""
import io
import os
import sys
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = "来源号,产品,产季,采摘日期,鲜叶重量(斤)"
GOOD = "1,庐山云雾茶,2026-1,2026-04-05,25"
FILES = {}


def text(name, *lines, encoding="utf-8", mark=b"", end="\r\n"):
    FILES[name] = mark + (end.join(lines) + end).encode(encoding)


# ---- CSV ----

text("harvest-utf8-mark.csv", HEAD, GOOD, mark=b"\xef\xbb\xbf")
text("harvest-unix-lines.csv", HEAD, GOOD, end="\n")
text("harvest-gbk.csv", HEAD, GOOD, encoding="gbk")
text("harvest-gb18030.csv", HEAD + ",备注", GOOD + ",㐀字", encoding="gb18030")
text("harvest-utf16-little.csv", HEAD.replace(",", "\t"), GOOD.replace(",", "\t"),
     encoding="utf-16-le", mark=b"\xff\xfe")
text("harvest-utf16-big.csv", HEAD, GOOD, encoding="utf-16-be", mark=b"\xfe\xff")
FILES["harvest-half-surrogate.csv"] = (
    b"\xff\xfe" + f"{HEAD},备注\r\n{GOOD},".encode("utf-16-le") + b"\x00\xd8"
    + "字\r\n".encode("utf-16-le"))
FILES["harvest-bad-utf8.csv"] = f"{HEAD},备注\n{GOOD},好\n{GOOD},坏".encode() + b"\xff\n"
FILES["harvest-bad-gbk.csv"] = (f"{HEAD},备注\n{GOOD},好\n1,庐山".encode("gbk") + b"\xff"
                                + "茶,2026-1,2026-04-05,3,坏\n".encode("gbk"))
text("harvest-semicolon.csv", HEAD.replace(",", ";"), GOOD.replace(",", ";"))
text("harvest-titles.csv", "2026 年春茶采摘登记表,,,,", "填报单位：示例合作社", "", HEAD, GOOD,
     "小计,,,,25", HEAD, "1,LSYW,2026-1,2026-04-06,30", "", ",,,,", "合计,,,,55", "制表人：张三")
text("harvest-unit-row.csv", "来源号,产品,产季,采摘日期,数量", ",,,,公斤", "1,LSYW,2026-1,2026-04-05,3")
text("harvest-wide-forms.csv", "来源号，产品".replace("，", ",") + ",产季,采摘日期,鲜叶重量（斤）",
     "１,ＬＳＹＷ,２０２６－１,２０２６－０４－０５,２５．５", "　1　,lsyw,2026-1,2026-04-05,　25 ")
text("harvest-days.csv", HEAD, *[f"1,LSYW,2026-1,{day},3" for day in (
    "2026/4/5", "2026.4.5", "20260405", "2026年4月5日", "2026年04月05号", "2026-4-5 08:30:00",
    "2026-04-05T08:30", "46117", "04/05/2026", "5/4/2026", "26/4/5", "4月5日", "2026-04-31",
    "2026-02-29", "昨天", "2026-13-01", "1-Apr-26")])
text("harvest-units.csv", "来源号,产品,产季,采摘日期,重量", *[
    f"1,LSYW,2026-1,2026-04-05,{amount}" for amount in (
        "3斤", "3 kg", "500g", "2公斤", "300克", "3市斤", "1㎏", "3", "3桶", "0斤", "-3斤", "0.0000001g",
        "三斤", "3升", "9999999999999999吨")])
text("harvest-thousands.csv", HEAD, *[f'1,LSYW,2026-1,2026-04-05,"{amount}"' for amount in (
    "1,234.5", "1,23", "12,34,567", "1.2.3", "1 234")])
text("harvest-unclosed-quote.csv", HEAD, GOOD, '1,"LSYW,2026-1,2026-04-05,3', GOOD)
text("harvest-quotes.csv", '"来源号","产品","产季","采摘\n日期","鲜叶重量\n(斤)"',
     '"1","LSYW","2026-1","2026-04-05","3"', '1,LSYW,2026-1,2026-04-05,3')
text("harvest-no-day.csv", "来源号,产品,产季,鲜叶重量(斤)", "1,LSYW,2026-1,3")
text("harvest-no-header.csv", "1,LSYW,2026-1,2026-04-05,3")
text("harvest-more-columns.csv", "序号," + HEAD + ",天气,农户姓名,卡号", "1," + GOOD + ",晴,,")
text("harvest-registry.csv", HEAD, "9,LSYW,2026-1,2026-04-05,3", "1,NHHC,2026-1,2026-04-05,3",
     "1,LSYW,2027-1,2026-04-05,3", "1,LSYW,2026-1,2026-03-01,3", "1,LSYW,2026-1,2027-04-05,3",
     "1,LSYW,2026-1,2026-04-05,99999999", "1,云雾,2026-1,2026-04-05,3", ",LSYW,2026-1,2026-04-05,3",
     GOOD)
text("harvest-english.csv", "source,product,season,date,weight (kg),remark",
     "1,LSYW,2026-1,2026-04-05,3,fine")
text("harvest-holder.csv", "主体,产品,产季,采摘日期,鲜叶重量(斤)",
     "0001,LSYW,2026-1,2026-04-05,3", "九江示例茶业有限公司,LSYW,2026-1,2026-04-05,3",
     "91360424MA0TE5T16U,LSYW,2026-1,2026-04-05,3", "没有的公司,LSYW,2026-1,2026-04-05,3",
     "1,LSYW,2026-1,2026-04-05,3")
text("harvest-only-header.csv", HEAD)
text("harvest-examples.csv", HEAD + ",示例", GOOD + ",示例（请删除）")
text("harvest-control.csv", HEAD + ",备注", GOOD + ',"两\n行"', GOOD + ",\x01")
text("harvest-wide.csv", HEAD + "," * 70 + "x", GOOD)
text("harvest-nothing.csv", "")
text("holder-clean.csv", "类别,名称,统一社会信用代码,卡号,电话",
     "合作社,示例茶叶专业合作社,93360483MA0TE5T24Y,,", "农户,张三,,0001,13800000000",
     "茶农,李四,,0002,１３８０００００００１")
text("holder-mangled.csv", "类别,名称,统一社会信用代码,卡号,身份证号,电话",
     "企业,甲公司,9.13604E+17,,,", "企业,乙公司,913604240000000000,,,",
     "农户,张三,,0001,360424199001011000,", "农户,李四,,2,,1.38E+10", "农户,王五,,03,,",
     "猎户,赵六,,0004,,", "企业,,91360424MA0TE5T16U,,,")
text("holder-twice.csv", "类别,名称,卡号", "农户,张三,0001", "农户,李四,0001")
text("source-areas.csv", "主体,产品,类别,乡镇代码,面积,地块名", *[
    f"0001,LSYW,茶园,360483107,{area},东坡{i}" for i, area in enumerate((
        "12.5亩", "8000㎡", "8000平方米", "1.5公顷", "0.00004公顷", "12", "12桶", "1/2亩"))])
text("source-header-unit.csv", "主体,产品,类别,乡镇代码,面积/亩", "0001,庐山云雾茶,地块,360483107,12.5",
     "0001,庐山云雾茶,地块,360483107000,8", "0001,庐山云雾茶,窖池,360483107,8",
     "0001,庐山云雾茶,地块,360402100,8")
text("make-lots.csv", "主体,产品,产季,投入,成品重量(公斤),制成日期",
     "0001,LSYW,2026-1,1:42kg,10,2026-04-06", "0001,LSYW,2026-1,1-42kg,10,2026-04-06",
     "0001,LSYW,2026-1,,10,2026-04-06")
text("input-sprays.csv", "地块,使用日期,类别,药名,有效成分,登记证号,厂家,用量,防治对象,间隔期(天)",
     "1,2026-03-20,农药,示例乳油,联苯菊酯,PD20080001,示例农药厂,20 mL/亩,茶小绿叶蝉,7天",
     "1,2026-02-20,有机肥,菜籽饼肥,,,,50 kg/亩,,", "1,2026-03-20,农药,示例乳油,,,,,,",
     "1,2027-03-20,肥料,菜籽饼肥,,,,,,", "1,2026-03-20,农药,示例乳油,联苯菊酯,XY1,厂,1,虫,7",
     "1,2026-03-20,魔法,x,,,,,,", "9,2026-03-20,肥料,x,,,,,,")
text("batch-none.csv", "生产者,成品批,等级", "0001,77,特级", "0001,春茶,特级")
text("mixed-all.csv", "记录,标记,类别,名称,卡号,主体,产品,产季,乡镇代码,面积(亩),日期,数量(公斤),来源,投入,成品批,等级",
     "主体,,农户,张三,0777,,,,,,,,,,,", "来源,山,地块,东坡,,张三,LSYW,,360483107,5,,,,,,",
     "采摘,,,,,,LSYW,2026-1,,,2026-04-05,42,1,,,", "采摘,叶,,,,,LSYW,2026-1,,,2026-04-05,42,1,,,",
     "加工,茶,,,,0001,LSYW,2026-1,,,2026-04-06,10,,@叶:42kg,,",
     "批次,,,,,0001,,,,,,,,,@茶,特级", "采摘,,,,,,LSYW,2026-1,,,2026-04-05,42,@茶叶,,,",
     "飞行,,,,,,,,,,,,,,,")


# ---- XLSX ----

def escaped(value):
    return value.replace("&", "&amp;").replace("<", "&lt;")


def cell(ref, value, style=0):
    """A text inline, a number as it is, ('raw', xml) as written."""
    if isinstance(value, tuple):
        return f'<c r="{ref}" s="{style}" {value[1]}</c>'
    if isinstance(value, str):
        return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t>{escaped(value)}</t></is></c>'
    return f'<c r="{ref}" s="{style}"><v>{value}</v></c>'


def rows_xml(rows):
    out = []
    for number, values in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(values):
            style = 0
            if isinstance(value, list):
                value, style = value
            if value is not None:
                cells.append(cell(f"{chr(65 + column)}{number}", value, style))
        out.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(out)


# 1 a built-in date, 2 a Chinese date, 3 four zeros, 4 text
STYLES = (f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="170" '
          'formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
          '<numFmt numFmtId="171" formatCode="0000"/></numFmts><cellXfs count="5">'
          '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/>'
          '<xf numFmtId="49"/></cellXfs></styleSheet>')


def book(name, rows=None, merges=(), strings=None, sheet=None, first="", properties="",
         doctype="", hidden=False, drop=()):
    """first: rows of a sheet before this one; sheet: its whole XML."""
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    body = sheet or (f'{doctype}<worksheet xmlns="{MAIN}"><sheetData>{rows_xml(rows)}</sheetData>'
                     f"{merged}</worksheet>")
    sheets = [body]
    names = ["采摘"]
    if hidden:
        sheets.insert(0, f'<worksheet xmlns="{MAIN}"><sheetData>{first}</sheetData></worksheet>')
        names.insert(0, "旧表")
    entries = "".join(
        f'<sheet name="{title}" sheetId="{i}" r:id="rId{i}"'
        f'{" state=" + chr(34) + "hidden" + chr(34) if hidden and i == 1 else ""}/>'
        for i, title in enumerate(names, 1))
    relations = "".join(f'<Relationship Id="rId{i}" Type="{REL}/worksheet" '
                        f'Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1))
    relations += f'<Relationship Id="rId98" Type="{REL}/styles" Target="/xl/styles.xml"/>'
    if strings is not None:
        relations += (f'<Relationship Id="rId99" Type="{REL}/sharedStrings" '
                      'Target="sharedStrings.xml"/>')
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
                       f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr {properties}/>'
                           f"<sheets>{entries}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels":
            f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/styles.xml": STYLES,
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    for i, xml in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{i}.xml"] = xml
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for part, xml in parts.items():
            if part not in drop:
                package.writestr(zipfile.ZipInfo(part), xml, zipfile.ZIP_DEFLATED)
    FILES[name] = out.getvalue()


HEADS = ["来源号", "产品", "产季", "采摘日期", "鲜叶重量(斤)"]
ROW = [1, "LSYW", "2026-1", [46117, 1], 25]

book("harvest-dates.xlsx", [HEADS, ROW, [1, "LSYW", "2026-1", [46117.354, 2], 12.300000000000001],
                            [1, "LSYW", "2026-1", 46117, "3 公斤"]])
book("harvest-1904.xlsx", [HEADS, [1, "LSYW", "2026-1", [44655, 1], 25],
                           [1, "LSYW", "2026-1", 44655, 25]], properties='date1904="1"')
book("harvest-shared.xlsx",
     [[("raw", f't="s"><v>{i}</v>') for i in range(5)],
      [1, ("raw", 't="s"><v>5</v>'), ("raw", 't="s"><v>6</v>'), [46117, 1], 25]],
     strings="".join(f"<si><t>{head}</t></si>" for head in HEADS)
     + "<si><r><t>庐山</t></r><r><t>云雾茶</t></r><rPh><t>lushan</t></rPh></si>"
     + "<si><t>2026-1</t></si>")
book("harvest-string-index.xlsx",
     [HEADS, [1, ("raw", 't="s"><v>99999999999</v>'), "2026-1", [46117, 1], 25],
      [1, ("raw", 't="s"><v>-1</v>'), "2026-1", [46117, 1], 25]], strings="<si><t>x</t></si>")
book("harvest-merged.xlsx",
     [["采摘登记表"], ["来源号", "产品", "产季", "采摘", None], [None, None, None, "日期", "重量(斤)"],
      [1, "LSYW", "2026-1", [46117, 1], 25], [1, None, None, [46118, 1], 20],
      [1, "LSYW", "2026-1", [46118, 1], 40], [1, "LSYW", "2026-1", [46119, 1], None]],
     merges=["A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "B4:B5", "C4:C5", "E6:E7"])
book("harvest-formulas.xlsx",
     [HEADS, [1, "LSYW", "2026-1", [46117, 1], ("raw", "><f>12*2</f><v>24</v>")],
      [1, ("raw", 't="str"><f>B2</f><v>LSYW</v>'), "2026-1", [46117, 1],
       ("raw", "><f>SUM(E2:E2)</f>")]])
book("harvest-error-cells.xlsx",
     [HEADS, [1, "LSYW", "2026-1", [46117, 1], ("raw", 't="e"><v>#REF!</v>')],
      [1, "LSYW", "2026-1", ("raw", 't="e"><v>#VALUE!</v>'), 25]])
book("harvest-hidden.xlsx", [HEADS, ROW], first=rows_xml([["x"]]), hidden=True)
book("harvest-season-date.xlsx", [HEADS, [1, "LSYW", [46023, 1], [46117, 1], 25]])
book("holder-numbers.xlsx",
     [["类别", "名称", "卡号", "身份证号", "电话", "统一社会信用代码"],
      ["农户", "张三", [1, 3], None, 13800000000, None],
      ["农户", "李四", [1234, 3], 3.60424199001011e17, None, None],
      ["企业", "乙公司", None, None, None, 913604240000000000]])
book("harvest-doctype.xlsx", [HEADS, ROW],
     doctype='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>')
book("harvest-bomb.xlsx", sheet=f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'
                                + "<c/>" * 2_000_000 + "</row></sheetData></worksheet>")
book("harvest-deep.xlsx", sheet="<a>" * 1000 + "</a>" * 1000)
book("harvest-million-columns.xlsx",
     sheet=f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="BDWGO1" t="inlineStr"><is><t>x'
           "</t></is></c></row></sheetData></worksheet>")
book("harvest-rows-backwards.xlsx",
     sheet=f'<worksheet xmlns="{MAIN}"><sheetData><row r="9"/><row r="2"/></sheetData></worksheet>')
book("harvest-no-sheet.xlsx", [HEADS, ROW], drop=["xl/worksheets/sheet1.xml"])
FILES["harvest-truncated.xlsx"] = FILES["harvest-dates.xlsx"][:900]
FILES["harvest-flipped.xlsx"] = bytes(
    byte ^ (0x55 if 400 <= i < 420 else 0) for i, byte in enumerate(FILES["harvest-dates.xlsx"]))
FILES["harvest-old.xls"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

if __name__ == "__main__":
    for file, content in FILES.items():
        with open(os.path.join(sys.argv[1], file), "wb") as out:
            out.write(content)
