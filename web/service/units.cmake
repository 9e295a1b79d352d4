# Run by cmake --install: units with @BINDIR@ and @DOCDIR@ filled in, below DESTDIR.
set(to "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/systemd/system")
foreach(unit gitrace-serve.service gitrace-serve.socket gitrace-tend.service gitrace-tend.timer)
    message(STATUS "Installing: ${to}/${unit}")
    configure_file(${GI_UNITS}/${unit} ${to}/${unit} @ONLY)
endforeach()
