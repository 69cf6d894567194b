/*
 * What Windows makes of a code page, for codePageDump.mjs to read: `codePage.exe NUMBER FILE`.
 *
 * FILE holds what is read from each byte and from each pair of bytes (256 + 65536 records: a count of units, two units; count 0
 * when Windows calls the bytes invalid), then what each UTF-16 unit is written as (65536 records: a count of bytes and two bytes
 * without best fit, and the same with it; count 0 when Windows puts its default character). All in 16 bits, little endian.
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static void put(FILE *file, unsigned value)
{
    fputc((int)(value & 0xff), file);
    fputc((int)(value >> 8 & 0xff), file);
}

static void read_bytes(FILE *file, UINT page, const char *bytes, int count)
{
    WCHAR units[8] = {0};
    put(file, (unsigned)MultiByteToWideChar(page, MB_ERR_INVALID_CHARS, bytes, count, units, 8));
    put(file, units[0]);
    put(file, units[1]);
}

static void write_unit(FILE *file, UINT page, DWORD flags, WCHAR unit)
{
    char bytes[8] = {0};
    BOOL is_default = FALSE;
    int count = WideCharToMultiByte(page, flags, &unit, 1, bytes, 8, NULL, &is_default);
    put(file, is_default ? 0 : (unsigned)count);
    put(file, (unsigned char)bytes[0] | (unsigned)(unsigned char)bytes[1] << 8);
}

int main(int count, char **words)
{
    if (count != 3) return 2;
    UINT page = (UINT)atoi(words[1]);
    if (!IsValidCodePage(page)) return 3;
    FILE *file = fopen(words[2], "wb");
    if (file == NULL) return 4;
    for (int byte = 0; byte < 256; byte++) {
        char one[1] = {(char)byte};
        read_bytes(file, page, one, 1);
    }
    for (int pair = 0; pair < 65536; pair++) {
        char two[2] = {(char)(pair >> 8), (char)pair};
        read_bytes(file, page, two, 2);
    }
    for (int unit = 0; unit < 65536; unit++) {
        write_unit(file, page, WC_NO_BEST_FIT_CHARS, (WCHAR)unit);
        write_unit(file, page, 0, (WCHAR)unit);
    }
    return fclose(file) == 0 ? 0 : 5;
}
