#include "measure/fate.h"

/** The least precision that an area of a level needs. */
static chora_precision precision_needed(int level)
{
    switch (level) {
    case 0:
        return CHORA_COUNTRY;
    case 1:
        return CHORA_PROVINCE;
    case 2:
        return CHORA_DISTRICT;
    default:
        return CHORA_PLACE;
    }
}

chora_fate chora_fate_by_area(const chora_frame *frame, const chora_incident *incident,
                              const chora_frame_area *area, bool other)
{
    if (incident->precision >= CHORA_NONE)
        return CHORA_FATE_UNPLACED;
    bool coarse = incident->precision > precision_needed(frame->level);
    if (other)
        return coarse ? CHORA_FATE_PLACE_TOO_COARSE : CHORA_FATE_OTHER_BOUNDARIES;
    if (!area)
        return coarse ? CHORA_FATE_PLACE_TOO_COARSE : CHORA_FATE_OUTSIDE_FRAME;
    if (area->level < frame->level)
        return chora_frame_has_country(frame, area->country) ? CHORA_FATE_PLACE_TOO_COARSE
                                                             : CHORA_FATE_OUTSIDE_FRAME;
    if (area->drawn == CHORA_NO_INDEX)
        return CHORA_FATE_OUTSIDE_FRAME;
    return coarse ? CHORA_FATE_PLACE_TOO_COARSE : CHORA_FATE_SHOWN;
}

chora_fate chora_fate_by_symbol(chora_fate by_area, const chora_incident *incident,
                                bool has_position)
{
    if (by_area == CHORA_FATE_UNPLACED || by_area == CHORA_FATE_OUTSIDE_FRAME)
        return by_area;
    if (incident->precision <= CHORA_DISTRICT && has_position)
        return CHORA_FATE_SHOWN;
    return by_area == CHORA_FATE_OTHER_BOUNDARIES ? by_area : CHORA_FATE_PLACE_TOO_COARSE;
}

chora_fate chora_fate_by_list(chora_fate by_area, const chora_frame_area *area)
{
    return by_area == CHORA_FATE_PLACE_TOO_COARSE && area ? CHORA_FATE_SHOWN : by_area;
}

chora_fate chora_fate_with_date(chora_fate by_place, bool date_is_fine)
{
    if (!date_is_fine && (by_place == CHORA_FATE_SHOWN || by_place == CHORA_FATE_UNPLACED))
        return CHORA_FATE_DATE_TOO_COARSE;
    return by_place;
}
