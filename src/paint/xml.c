#include "paint/xml.h"

#include "base/direction.h"
#include "base/text.h"

#include <chora/text.h>
#include <string.h>

static const xmlChar *xml_chars(const char *text)
{
    return (const xmlChar *)text;
}

static void check(chora_xml *xml, int result)
{
    xml->failed |= result < 0;
}

/* Never says that it failed: libxml2 would print that. The buffer knows. */
static int write_bytes(void *context, const char *bytes, int length)
{
    chora_buffer_add(context, bytes, (size_t)length);
    return length;
}

/* No encoding is asked for: the bytes are UTF-8 already, and the table of encodings is global. */
chora_xml chora_xml_start(chora_buffer *out)
{
    xmlOutputBuffer *target = xmlOutputBufferCreateIO(write_bytes, NULL, out, NULL);
    chora_xml xml = { target ? xmlNewTextWriter(target) : NULL, out, false };
    if (target && !xml.writer)
        xmlOutputBufferClose(target);
    xml.failed = !xml.writer;
    return xml;
}

bool chora_xml_end(chora_xml *xml)
{
    if (xml->writer) {
        check(xml, xmlTextWriterFlush(xml->writer));
        xmlFreeTextWriter(xml->writer);
        xml->writer = NULL;
    }
    return !xml->failed && !xml->out->failed;
}

void chora_xml_open(chora_xml *xml, const char *name)
{
    chora_xml_raw(xml, "\n");
    chora_xml_open_within(xml, name);
}

void chora_xml_open_within(chora_xml *xml, const char *name)
{
    if (!xml->failed)
        check(xml, xmlTextWriterStartElement(xml->writer, xml_chars(name)));
}

void chora_xml_close(chora_xml *xml)
{
    if (!xml->failed)
        check(xml, xmlTextWriterEndElement(xml->writer));
}

void chora_xml_put_number(chora_xml *xml, const char *attribute, double value)
{
    chora_buffer number = CHORA_BUFFER_SMALL(64);
    chora_buffer_add_number(&number, value, 2);
    xml->failed |= number.failed;
    chora_xml_put(xml, attribute, chora_buffer_text(&number));
    chora_buffer_free(&number);
}

/* Bytes from `text` that can be written as they are. */
static size_t sound_length(const char *text, size_t valid)
{
    size_t length = 0;
    while (length < valid && !chora_text_control(text + length))
        length++;
    return length;
}

static void write_sound(chora_xml *xml, const char *text, size_t length, chora_buffer *piece)
{
    chora_buffer_clear(piece);
    chora_buffer_add(piece, text, length);
    xml->failed |= piece->failed;
    if (!xml->failed && length > 0)
        check(xml, xmlTextWriterWriteString(xml->writer, xml_chars(chora_buffer_text(piece))));
}

void chora_xml_text(chora_xml *xml, const char *text)
{
    size_t length = strlen(text), at = 0;
    chora_buffer piece = CHORA_BUFFER_INIT(length + 4);
    while (at < length && !xml->failed) {
        size_t valid = chora_utf8_valid_prefix(text + at, length - at);
        size_t sound = sound_length(text + at, valid);
        write_sound(xml, text + at, sound, &piece);
        at += sound;
        if (at == length)
            break;
        if (sound == valid)
            write_sound(xml, "\xEF\xBF\xBD", 3, &piece);
        else if (chora_text_isolates(text, at))
            write_sound(xml, text + at, chora_text_control(text + at), &piece);
        else if (text[at] == '\n' || text[at] == '\t')
            write_sound(xml, text[at] == '\n' ? "\n" : " ", 1, &piece);
        at += sound == valid ? 1 : chora_text_control(text + at);
    }
    chora_buffer_free(&piece);
}

static bool is_sound(const char *text)
{
    size_t length = strlen(text);
    return chora_utf8_valid_prefix(text, length) == length && sound_length(text, length) == length;
}

void chora_xml_put(chora_xml *xml, const char *attribute, const char *value)
{
    if (xml->failed || !value)
        return;
    if (is_sound(value)) {
        check(xml,
              xmlTextWriterWriteAttribute(xml->writer, xml_chars(attribute), xml_chars(value)));
        return;
    }
    check(xml, xmlTextWriterStartAttribute(xml->writer, xml_chars(attribute)));
    chora_xml_text(xml, value);
    if (!xml->failed)
        check(xml, xmlTextWriterEndAttribute(xml->writer));
}

void chora_xml_element(chora_xml *xml, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    chora_xml_open(xml, name);
    chora_xml_text(xml, text);
    chora_xml_close(xml);
}

void chora_xml_raw(chora_xml *xml, const char *markup)
{
    if (!xml->failed)
        check(xml, xmlTextWriterWriteRaw(xml->writer, xml_chars(markup)));
}
