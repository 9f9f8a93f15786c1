#include "paint/svg_metadata.h"

void chora_svg_metadata(chora_xml *xml, const chora_page *page)
{
    chora_xml_element(xml, "title", page->title);
    chora_xml_element(xml, "desc", page->description);
    chora_xml_open(xml, "metadata");
    chora_xml_open(xml, "rdf:RDF");
    chora_xml_put(xml, "xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    chora_xml_put(xml, "xmlns:cc", "http://creativecommons.org/ns#");
    chora_xml_put(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    chora_xml_open(xml, "cc:Work");
    chora_xml_put(xml, "rdf:about", "");
    chora_xml_element(xml, "dc:title", page->title);
    chora_xml_element(xml, "dc:description", page->description);
    chora_xml_element(xml, "dc:language", page->language);
    chora_xml_element(xml, "dc:source", page->source);
    chora_xml_element(xml, "dc:identifier", page->made_from);
    chora_xml_close(xml);
    chora_xml_close(xml);
    chora_xml_close(xml);
}
