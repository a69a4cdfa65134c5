"""XML of a container's member becomes a tree, with nothing fetched and nothing expanded: no entities, no DTD, no network, no trees without bound."""

from lxml import etree

from text.errors import DamagedSource


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of a document. Comments and processing instructions are left out of it. Raises DamagedSource."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedSource(
            f"{name} is damaged: its XML ends at “{str(error)[:120]}”. Download it again, or open and save it again"
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedSource(f"{name} has a DTD in its XML, which no such file has: open and save it again")
    return root
