"""A scene as a picture of pixels; no browser is needed."""

from io import BytesIO

from cxanalytics.drawing.pdf import pdf
from cxanalytics.drawing.scene import Scene


def png(scene: Scene, *, wide: int | None = None) -> bytes:
    """The picture, `wide` pixels across: twice the scene's own width unless it is given."""
    import pypdfium2

    scale = wide / scene.width if wide else 2.0
    document = pypdfium2.PdfDocument(pdf([scene]))
    try:
        # See-through where the scene has no background.
        paper = (255, 255, 255, 255) if scene.background else (255, 255, 255, 0)
        bitmap = document[0].render(scale=scale, fill_color=paper, maybe_alpha=scene.background is None)
        kept = BytesIO()
        bitmap.to_pil().save(kept, format="PNG", optimize=False)
        return kept.getvalue()
    finally:
        document.close()
