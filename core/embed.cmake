# Turns data files into C: the schema (core/store/schema/*.sql) and the catalogue
# (core/rules/*.csv) become byte arrays `gi_embedded_<name>` with their sizes.
file(GLOB GI_EMBED CONFIGURE_DEPENDS store/schema/*.sql rules/*.csv)
set(GI_EMBEDDED)
foreach(file IN LISTS GI_EMBED)
    get_filename_component(name ${file} NAME_WE)
    string(REGEX REPLACE "[^A-Za-z0-9]" "_" symbol ${name})
    set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.c)
    add_custom_command(OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DIN=${file} -DOUT=${out} -DSYMBOL=gi_embedded_${symbol}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/embed_file.cmake
        DEPENDS ${file} ${CMAKE_CURRENT_SOURCE_DIR}/embed_file.cmake VERBATIM)
    list(APPEND GI_EMBEDDED ${out})
endforeach()
