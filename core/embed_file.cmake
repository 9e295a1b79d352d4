# One data file as a C array with a terminating zero (not counted in the size).
file(READ ${IN} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
file(WRITE ${OUT} "#include <stddef.h>\nextern const char ${SYMBOL}[];\nextern const size_t ${SYMBOL}_size;\n"
    "const char ${SYMBOL}[] = { ${bytes}'\\0' };\nconst size_t ${SYMBOL}_size = sizeof ${SYMBOL} - 1;\n")
