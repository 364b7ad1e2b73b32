# SPDX-License-Identifier: EUPL-1.2
"""Names that hide beside the page: metadata, annotations, forms, actions, structure, resources.

The page shows the name too, so that it is found; each case is a change to that page's PDF.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, String

from battery.paper import (
    NAME,
    Make,
    annotation,
    appearance,
    draw,
    element,
    field,
    form,
    helvetica,
    resource,
    script,
    spec,
    stream,
)

_TEXT = String(f"Besproken met {NAME}")
_UTF16 = String(f"Besproken met {NAME} \u20ac")
_XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>{}</rdf:li>'
    "</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
)
_BOX = Array([40, 90, 200, 110])


def _root(key: str, value: object) -> Make:
    return lambda pdf: pdf.Root.__setitem__(f"/{key}", value)


def _page(key: str, value: object) -> Make:
    return lambda pdf: pdf.pages[0].obj.__setitem__(f"/{key}", value)


def _note(subtype: str, **keys: object) -> Make:
    return lambda pdf: annotation(pdf, subtype, **keys)


def _names(kind: str, value: object) -> Make:
    tree = Dictionary({f"/{kind}": Dictionary(Names=Array([String(NAME), value]))})
    return lambda pdf: pdf.Root.__setitem__("/Names", tree)


def _info(pdf: Pdf, key: str, value: object = _TEXT) -> None:
    pdf.trailer.Info = pdf.make_indirect(Dictionary({f"/{key}": value}))


def _xmp(pdf: Pdf, where: str = "root", text: str = NAME) -> None:
    made = stream(pdf, _XMP.format(text), {"Type": Name.Metadata, "Subtype": Name.XML})
    (pdf.Root if where == "root" else pdf.pages[0].obj).Metadata = made


def _outline(pdf: Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=_TEXT, Dest=Array([pdf.pages[0].obj, Name.Fit])))
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = root
    pdf.Root.Outlines = root


def _layer(pdf: Pdf, **keys: object) -> None:
    values = {f"/{key}": value for key, value in keys.items()}
    group = pdf.make_indirect(Dictionary({"/Type": Name.OCG, "/Name": String("L"), **values}))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group])))
    resource(pdf, "Properties", "MC0", group)
    draw(pdf, "/OC /MC0 BDC 0 0 1 1 re f EMC")


def _thread(pdf: Pdf) -> None:
    bead = pdf.make_indirect(Dictionary(P=pdf.pages[0].obj, R=_BOX))
    thread = pdf.make_indirect(Dictionary(F=bead, I=Dictionary(Title=_TEXT)))
    bead.T, bead.N, bead.V = thread, bead, bead
    pdf.Root.Threads, pdf.pages[0].obj.B = Array([thread]), Array([bead])


def _reply(pdf: Pdf) -> None:
    first = annotation(pdf, "Text", Contents=String("Vraag"))
    annotation(pdf, "Text", Contents=_TEXT, IRT=first, RT=Name.R)


def _popup(pdf: Pdf) -> None:
    first = annotation(pdf, "Text", Contents=String("Vraag"))
    first.Popup = annotation(pdf, "Popup", Parent=first, Contents=_TEXT)


def _signature(pdf: Pdf) -> None:
    keys = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=_TEXT, Reason=_TEXT)
    field(pdf, "Sig", V=pdf.make_indirect(keys), Lock=Dictionary(Type=Name.SigFieldLock))


def _xfa(pdf: Pdf) -> None:
    data = stream(pdf, f"<xdp><naam>{NAME}</naam></xdp>")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("datasets"), data]))


def _field(kind: str, **keys: object) -> Make:
    return lambda pdf: field(pdf, kind, **keys)


def _shown_field(pdf: Pdf) -> None:
    field(pdf, "Tx", V=String(NAME), AP=appearance(pdf))


def _button(pdf: Pdf) -> None:
    field(pdf, "Btn", Ff=65536, MK=Dictionary(CA=String(NAME)), AP=appearance(pdf))


def _hybrid(pdf: Pdf) -> None:
    made = field(pdf, "Tx", V=String("x"), AP=appearance(pdf, "x"))
    made.Kids = Array([pdf.make_indirect(Dictionary(T=String(NAME), Parent=made))])


def _tagged(**keys: object) -> Make:
    return lambda pdf: element(pdf, **keys)


def _role_map(pdf: Pdf) -> None:
    element(pdf, S=Name(f"/{NAME}"))
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({f"/{NAME}": Name.P})


def _class_map(pdf: Pdf) -> None:
    element(pdf, C=Name(f"/{NAME}"))
    layout = Dictionary(O=Name.Layout, Placement=Name.Block)
    pdf.Root.StructTreeRoot.ClassMap = Dictionary({f"/{NAME}": layout})


def _id_tree(pdf: Pdf) -> None:
    made = element(pdf, ID=String(NAME))
    pdf.Root.StructTreeRoot.IDTree = Dictionary(Names=Array([String(NAME), made]))


def _linked_tag(pdf: Pdf) -> None:
    made = element(pdf)
    action = Dictionary(S=Name.URI, URI=String(f"mailto:{NAME}@example.org"))
    link = annotation(pdf, "Link", A=action, StructParent=1)
    made.K = Array([0, Dictionary(Type=Name.OBJR, Obj=link, Pg=pdf.pages[0].obj)])


def _link(**keys: object) -> Make:
    return _note("Link", A=Dictionary({f"/{key}": value for key, value in keys.items()}))


def _portfolio(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([_TEXT, spec(pdf)])))
    columns = Dictionary({f"/{NAME}": Dictionary(Subtype=Name.S, N=_TEXT)})
    pdf.Root.Collection = Dictionary(Type=Name.Collection, Schema=columns, D=_TEXT)


def _colour(pdf: Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    spot = Array([Name.Separation, Name(f"/{NAME}"), Name.DeviceGray, tint])
    resource(pdf, "ColorSpace", "Cs1", spot)
    draw(pdf, "/Cs1 cs 0.5 scn 300 100 10 10 re f")


def _named_font(pdf: Pdf) -> None:
    resource(pdf, "Font", NAME, helvetica())
    draw(pdf, f"BT /{NAME} 11 Tf 40 120 Td (zonder meer) Tj ET")


def _unused(pdf: Pdf) -> None:
    resource(pdf, "XObject", "Weg", form(pdf, f"BT /F1 11 Tf 10 10 Td ({NAME}) Tj ET"))


def _postscript(pdf: Pdf) -> None:
    made = stream(pdf, f"% {NAME}", {"Type": Name.XObject, "Subtype": Name.PS})
    resource(pdf, "XObject", "Ps", made)
    draw(pdf, "/Ps Do")


def _own_font_name(pdf: Pdf) -> None:
    about = Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{NAME}"), Flags=32)
    about.update({"/FontFamily": String(NAME), "/ItalicAngle": 0, "/StemV": 80})
    about.update({"/FontBBox": Array([0, -200, 1000, 800]), "/Ascent": 800, "/Descent": -200})
    font = helvetica(BaseFont=Name(f"/ABCDEF+{NAME}"), FontDescriptor=pdf.make_indirect(about))
    resource(pdf, "Font", "F3", font)
    draw(pdf, "BT /F3 11 Tf 40 120 Td (zonder meer) Tj ET")


def _media(subtype: str, content: str) -> Make:
    def make(pdf: Pdf) -> None:
        annotation(pdf, subtype, **{content: stream(pdf, f"opname {NAME}"), "Contents": _TEXT})

    return make


def _rich_media(pdf: Pdf) -> None:
    assets = Dictionary(Names=Array([String(NAME), spec(pdf)]))
    annotation(pdf, "RichMedia", RichMediaContent=Dictionary(Assets=assets))


def _intent(pdf: Pdf) -> None:
    kind = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, Info=_TEXT)
    kind.OutputConditionIdentifier = _TEXT
    pdf.Root.OutputIntents = Array([kind])


def _web_capture(pdf: Pdf) -> None:
    pages = Dictionary(Type=Name.SpiderContentSet, S=Name.SPS, O=Array([pdf.pages[0].obj]))
    pages.SI = Dictionary(AU=String(f"http://x/{NAME}"))
    pdf.Root.Names = Dictionary(IDS=Dictionary(Names=Array([String(NAME), pages])))
    pdf.Root.SpiderInfo = Dictionary(V=1.0, C=Array([Dictionary(URL=_TEXT)]))


def _marked(pdf: Pdf) -> None:
    resource(pdf, "Properties", "P0", Dictionary(Alt=_TEXT))
    draw(pdf, "/Span /P0 BDC 0 0 1 1 re n EMC")


def _thumbnail(pdf: Pdf) -> None:
    gray = {"Width": 9, "Height": 1, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
    pdf.pages[0].obj.Thumb = stream(pdf, NAME, gray)


def _attached_note(pdf: Pdf) -> None:
    annotation(pdf, "FileAttachment", FS=spec(pdf), Contents=String("bijlage"))


CASES: dict[str, Make] = {
    "info_author": lambda pdf: _info(pdf, "Author"),
    "info_key_of_ones_own": lambda pdf: _info(pdf, f"{NAME}Afdeling", String("x")),
    "info_in_utf16": lambda pdf: _info(pdf, "Subject", _UTF16),
    "xmp_creator": _xmp,
    "xmp_of_a_page": lambda pdf: _xmp(pdf, "page"),
    "xmp_with_the_name_in_character_references": lambda pdf: _xmp(
        pdf, text="".join(f"&#{ord(letter)};" for letter in NAME)
    ),
    "attachment": lambda pdf: _names("EmbeddedFiles", spec(pdf))(pdf),
    "attachment_as_annotation": _attached_note,
    "associated_file": lambda pdf: _root("AF", Array([spec(pdf)]))(pdf),
    "associated_file_of_a_page": lambda pdf: _page("AF", Array([spec(pdf)]))(pdf),
    "portfolio": _portfolio,
    "script_of_the_document": _names("JavaScript", script()),
    "script_on_opening": _root("OpenAction", script()),
    "script_on_closing": _root("AA", Dictionary(WC=script())),
    "script_of_a_page": _page("AA", Dictionary(O=script())),
    "field_value_that_is_shown": _shown_field,
    "field_value_without_appearance": _field("Tx", V=_TEXT),
    "field_default_value": _field("Tx", DV=_TEXT),
    "field_name": _field("Tx", T=String(NAME)),
    "field_tooltip": _field("Tx", TU=_TEXT),
    "field_options": _field("Ch", Opt=Array([_TEXT, String("Anders")])),
    "field_rich_value": _field("Tx", RV=String(f"<body>{NAME}</body>")),
    "field_below_a_field": _hybrid,
    "button_caption": _button,
    "signature_field": _signature,
    "xfa_form": _xfa,
    "note_contents": _note("Text", Contents=_TEXT),
    "note_author": _note("Text", Contents=String("Vraag"), T=_TEXT),
    "note_subject": _note("Text", Contents=String("Vraag"), Subj=_TEXT),
    "note_rich_contents": _note("Text", RC=String(f"<p>{NAME}</p>"), Contents=String("Vraag")),
    "note_that_is_hidden": _note("Text", Contents=_TEXT, F=2),
    "note_that_answers_another": _reply,
    "popup": _popup,
    "highlight_contents": _note(
        "Highlight", Contents=_TEXT, QuadPoints=[40, 110, 200, 110, 40, 90, 200, 90]
    ),
    "free_text": lambda pdf: annotation(pdf, "FreeText", Contents=_TEXT, AP=appearance(pdf)),
    "stamp_appearance": lambda pdf: annotation(pdf, "Stamp", AP=appearance(pdf)),
    "stamp_that_is_hidden": lambda pdf: annotation(pdf, "Stamp", F=2, AP=appearance(pdf)),
    "watermark_annotation": lambda pdf: annotation(pdf, "Watermark", AP=appearance(pdf)),
    "ink_contents": _note("Ink", Contents=_TEXT, InkList=Array([Array([40, 90, 60, 100])])),
    "redact_annotation_not_applied": _note("Redact", OverlayText=String(NAME)),
    "link_mailto": _link(S=Name.URI, URI=String(f"mailto:{NAME}@example.org")),
    "link_address_percent_encoded": _link(
        S=Name.URI, URI=String("https://x.nl/" + "".join(f"%{ord(c):02x}" for c in NAME))
    ),
    "link_to_a_file": _link(S=Name.GoToR, F=String(f"{NAME}.pdf"), D=Array([0, Name.Fit])),
    "link_that_launches": _link(S=Name.Launch, F=String(f"C:/Users/{NAME}/x.doc")),
    "link_to_a_named_place": _link(S=Name.GoTo, D=String(NAME)),
    "link_contents": _note(
        "Link", Contents=_TEXT, A=Dictionary(S=Name.URI, URI=String("https://x.nl"))
    ),
    "link_in_a_tag": _linked_tag,
    "address_base_of_the_document": _root("URI", Dictionary(Base=String(f"http://x/{NAME}/"))),
    "outline_title": _outline,
    "destination_name": lambda pdf: _root(
        "Dests", Dictionary({f"/{NAME}": Array([pdf.pages[0].obj, Name.Fit])})
    )(pdf),
    "destination_in_a_tree": lambda pdf: _names("Dests", Array([pdf.pages[0].obj, Name.Fit]))(pdf),
    "tag_alternate_text": _tagged(Alt=_TEXT),
    "tag_actual_text": _tagged(ActualText=_TEXT),
    "tag_expansion": _tagged(E=_TEXT),
    "tag_title": _tagged(T=_TEXT),
    "tag_language": _tagged(Lang=String(f"nl-x-{NAME}")),
    "tag_attribute": _tagged(A=Dictionary(O=Name.Table, Summary=_TEXT)),
    "tag_user_property": _tagged(
        A=Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=_TEXT, V=_TEXT)]))
    ),
    "tag_identifier": _id_tree,
    "tag_role": _role_map,
    "tag_class": _class_map,
    "page_piece": _page("PieceInfo", Dictionary(X=Dictionary(Private=_TEXT, LastModified=_TEXT))),
    "document_piece": _root("PieceInfo", Dictionary(X=Dictionary(Private=_TEXT))),
    "thumbnail": _thumbnail,
    "page_label": _root("PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String(NAME))]))),
    "article_thread": _thread,
    "layer_name": lambda pdf: _layer(pdf, Name=_TEXT),
    "layer_usage": lambda pdf: _layer(
        pdf, Usage=Dictionary(CreatorInfo=Dictionary(Creator=_TEXT, Subtype=Name.Artwork))
    ),
    "output_intent": _intent,
    "web_capture": _web_capture,
    "key_of_the_catalog": _root("XxNaam", _TEXT),
    "key_of_the_trailer": lambda pdf: pdf.trailer.__setitem__("/XxNaam", _TEXT),
    "key_of_a_page": _page("XxNaam", _TEXT),
    "key_that_is_the_name": _page(NAME, 1),
    "legal_statement": _root("Legal", Dictionary(Attestation=_TEXT)),
    "signature_store": lambda pdf: _root(
        "DSS", Dictionary(Certs=Array([stream(pdf, f"CN={NAME}")]))
    )(pdf),
    "sound": _media("Sound", "Sound"),
    "movie_poster": _media("Movie", "Movie"),
    "three_d_artwork": _media("3D", "3DD"),
    "rich_media": _rich_media,
    "colour_name": _colour,
    "resource_name": _named_font,
    "resource_that_nothing_uses": _unused,
    "postscript_xobject": _postscript,
    "font_name": _own_font_name,
    "comment_in_content": lambda pdf: draw(pdf, f"% {NAME}\n0 0 1 1 re n"),
    "mark_in_content": lambda pdf: draw(pdf, f"/{NAME} BMC 0 0 1 1 re n EMC"),
    "mark_properties": lambda pdf: draw(pdf, f"/Span <</Alt ({NAME}) /E ({NAME})>> BDC EMC"),
    "mark_point": lambda pdf: draw(pdf, f"/Naam <</Wie ({NAME})>> DP"),
    "mark_properties_in_resources": _marked,
}
