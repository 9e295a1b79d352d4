/*
 * region.c - provinces by GB/T 2260, ISO 3166-2 and name; countries by their letters (gi/region.h).
 */
#include "gi/region.h"

#include <stdio.h>
#include <string.h>

#include "gi/bytes.h"

enum { ABROAD = 1000, LETTERS = 26 };

/* GB/T 2260-2007 and ISO 3166-2:CN. */
static const gi_province provinces[] = {
    { 11, "BJ", "北京", "Beijing" },
    { 12, "TJ", "天津", "Tianjin" },
    { 13, "HE", "河北", "Hebei" },
    { 14, "SX", "山西", "Shanxi" },
    { 15, "NM", "内蒙古", "Inner Mongolia" },
    { 21, "LN", "辽宁", "Liaoning" },
    { 22, "JL", "吉林", "Jilin" },
    { 23, "HL", "黑龙江", "Heilongjiang" },
    { 31, "SH", "上海", "Shanghai" },
    { 32, "JS", "江苏", "Jiangsu" },
    { 33, "ZJ", "浙江", "Zhejiang" },
    { 34, "AH", "安徽", "Anhui" },
    { 35, "FJ", "福建", "Fujian" },
    { 36, "JX", "江西", "Jiangxi" },
    { 37, "SD", "山东", "Shandong" },
    { 41, "HA", "河南", "Henan" },
    { 42, "HB", "湖北", "Hubei" },
    { 43, "HN", "湖南", "Hunan" },
    { 44, "GD", "广东", "Guangdong" },
    { 45, "GX", "广西", "Guangxi" },
    { 46, "HI", "海南", "Hainan" },
    { 50, "CQ", "重庆", "Chongqing" },
    { 51, "SC", "四川", "Sichuan" },
    { 52, "GZ", "贵州", "Guizhou" },
    { 53, "YN", "云南", "Yunnan" },
    { 54, "XZ", "西藏", "Tibet" },
    { 61, "SN", "陕西", "Shaanxi" },
    { 62, "GS", "甘肃", "Gansu" },
    { 63, "QH", "青海", "Qinghai" },
    { 64, "NX", "宁夏", "Ningxia" },
    { 65, "XJ", "新疆", "Xinjiang" },
    { 71, "TW", "台湾", "Taiwan" },
    { 81, "HK", "香港", "Hong Kong" },
    { 82, "MO", "澳门", "Macao" },
};

#define PROVINCE_COUNT (sizeof provinces / sizeof provinces[0])

const gi_province *gi_province_at(size_t index)
{
    return index < PROVINCE_COUNT ? &provinces[index] : NULL;
}

static bool begins_with(gi_bytes text, const char *name)
{
    size_t size = strlen(name);
    return text.size >= size && memcmp(text.data, name, size) == 0;
}

static uint32_t province_of(gi_bytes subdivision)
{
    for (size_t i = 0; i < PROVINCE_COUNT; i++) {
        if (gi_bytes_equal(subdivision, gi_bytes_of(provinces[i].iso)) ||
            begins_with(subdivision, provinces[i].en)) {
            return provinces[i].number;
        }
    }
    return 0;
}

static bool is_letter(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z';
}

uint32_t gi_region_number(gi_bytes country, gi_bytes subdivision)
{
    if (country.size != 2 || !is_letter(country.data[0]) || !is_letter(country.data[1])) {
        return 0;
    }
    if (gi_bytes_equal(country, gi_bytes_of("CN"))) {
        return province_of(subdivision);
    }
    for (size_t i = PROVINCE_COUNT - 3; i < PROVINCE_COUNT; i++) { /* listed as countries too */
        if (gi_bytes_equal(country, gi_bytes_of(provinces[i].iso))) {
            return provinces[i].number;
        }
    }
    return ABROAD + LETTERS * (uint32_t)(country.data[0] - 'A') + (uint32_t)(country.data[1] - 'A');
}

void gi_region_name(uint32_t number, char out[GI_REGION_NAME])
{
    uint32_t letters = number - ABROAD;
    (void)snprintf(out, GI_REGION_NAME, "?");
    if (number >= ABROAD && letters < LETTERS * LETTERS) {
        (void)snprintf(out, GI_REGION_NAME, "%c%c", (char)('A' + letters / LETTERS),
                       (char)('A' + letters % LETTERS));
    }
    for (size_t i = 0; i < PROVINCE_COUNT; i++) {
        if (provinces[i].number == number) {
            (void)snprintf(out, GI_REGION_NAME, "%s / %s", provinces[i].zh, provinces[i].en);
        }
    }
}
