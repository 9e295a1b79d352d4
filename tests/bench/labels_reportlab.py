"""The same sheet with reportlab and its QR widget: 24 labels of 70 x 37 mm an A4 page, twelve
texts and a symbol of 226 characters each, level M. Nothing is signed. Prints ms and bytes a label.

    python3 labels_reportlab.py PAGES
"""
import io
import random
import sys
import time

try:
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas
except ImportError:
    sys.exit(3)

MM = 72 / 25.4
FONT = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
TEXTS = [  # x, y from the label's top, size (mm), words
    (1.5, 5.2, 4.3, "庐山云雾茶"), (1.5, 8.2, 2.2, "Lushan Yunwu Tea"), (1.5, 12.0, 2.6, "特级"),
    (11.0, 12.0, 2.6, "净含量 250 g"), (1.5, 14.9, 2.25, "生产日期 2026-04-05"),
    (1.5, 17.6, 2.25, "保质期至 2027-10-05"), (1.5, 20.2, 2.25, "九江市庐山云雾茶业"),
    (1.5, 22.4, 2.25, "有限公司"), (1.5, 25.4, 2.25, "LSYW-26-00A3-001F-7"),
    (1.5, 28.1, 2.25, "查询 gi.jj.cn"), (27.0, 28.9, 2.4, "000W-003R-J0W"),
]


def draw_label(page, x, y):
    for dx, dy, size, words in TEXTS:
        page.setFont("label", size * MM)
        page.drawString(x + dx * MM, y - dy * MM, words)
    digits = "".join(random.choice("0123456789") for _ in range(209))
    code = QrCodeWidget("https://gi.jj.cn/" + digits, barLevel="M", barBorder=4,
                        barWidth=24.5 * MM, barHeight=24.5 * MM)
    drawing = Drawing(24.5 * MM, 24.5 * MM)
    drawing.add(code)
    renderPDF.draw(drawing, page, x + 24.3 * MM, y - 26 * MM)


def main():
    pages = int(sys.argv[1])
    random.seed(1)
    started = time.process_time()
    pdfmetrics.registerFont(TTFont("label", FONT))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(210 * MM, 297 * MM))
    for _ in range(pages):
        for cell in range(24):
            draw_label(page, (10 + cell % 3 * 70) * MM, (297 - 3.5 - cell // 3 * 37) * MM)
        page.showPage()
    page.save()
    labels = 24 * pages
    print((time.process_time() - started) * 1e3 / labels, len(out.getvalue()) / labels)


main()
