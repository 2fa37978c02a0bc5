"""A thread of Java, ended from outside.

The engine looks at its time limit between rows, not within an expression: ``any(y IN range(1, 100000) WHERE …)`` for
each of as many took it for ever, and no interrupt is heard there. The Java machine itself can raise an error in a
thread at its next safe point: ``StopThread`` of the JVM Tool Interface (JVM TI), which ``Thread.stop`` was. ctypes
calls it, for jpype gives no way to it; all functions stand at fixed places in the tables of JNI and JVM TI.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_void_p, cast
from functools import cache
from typing import Any

_JNI_VERSION = 0x00010008
_JVMTI_VERSION = 0x30010200
# Places in the table of the Java machine, of JNI (Java Native Interface Specification, chapter 4), and of JVM TI, where
# functions are counted from 1.
_GET_ENV = 6
_FIND_CLASS, _DELETE_GLOBAL, _NEW_GLOBAL, _ALLOC_OBJECT = 6, 22, 21, 27
_STOP_THREAD, _GET_CURRENT_THREAD, _ADD_CAPABILITIES = 7 - 1, 18 - 1, 142 - 1
_CAN_SIGNAL_THREAD = 10
"""The bit of that capability."""


class JavaThread:
    """The Java side of the thread that makes it."""

    def __init__(self) -> None:
        """Java must run. Raises OSError where it does not let itself be asked so."""
        here = c_void_p()
        _ok(_function(_machine(), _GET_ENV, c_void_p, c_int)(_machine(), cast(byref(here), c_void_p), _JNI_VERSION))
        thread = c_void_p()
        _ok(_function(_tools(), _GET_CURRENT_THREAD, c_void_p)(_tools(), cast(byref(thread), c_void_p)))
        self._thread = _function(here, _NEW_GLOBAL, c_void_p, result=c_void_p)(here, thread)
        kind = _function(here, _FIND_CLASS, c_char_p, result=c_void_p)(here, b"java/lang/Error")
        error = _function(here, _ALLOC_OBJECT, c_void_p, result=c_void_p)(here, kind)
        self._error = _function(here, _NEW_GLOBAL, c_void_p, result=c_void_p)(here, error)
        self._here = here
        self._java = _current()

    def is_within(self, package: str) -> bool:
        """Whether it is in a method of a class of this package, for all that can be seen while it runs on."""
        return any(str(frame.getClassName()).startswith(package) for frame in self._java.getStackTrace())

    def stop(self) -> None:
        """Raise ``java.lang.Error`` in it as soon as it is at a safe point; from any thread that Java knows."""
        _function(_tools(), _STOP_THREAD, c_void_p, c_void_p)(_tools(), self._thread, self._error)

    def free(self) -> None:
        """Give its handles back; from the thread itself. It cannot be stopped after that."""
        for handle in (self._thread, self._error):
            _function(self._here, _DELETE_GLOBAL, c_void_p, result=None)(self._here, handle)


def _current() -> Any:
    import jpype

    return jpype.java.lang.Thread.currentThread()


def _function(table: c_void_p, place: int, *arguments: Any, result: Any = c_int) -> Any:
    """The function at a place of the table that ``table`` points to; its first argument is ``table``."""
    functions = cast(table, POINTER(POINTER(c_void_p)))[0]
    return ctypes.CFUNCTYPE(result, c_void_p, *arguments)(functions[place] or 0)


@cache
def _machine() -> c_void_p:
    """The Java machine of this process."""
    from arcadedb_embedded.jvm import get_bundled_jre_lib_path

    machine, number = c_void_p(), c_int()
    library = ctypes.CDLL(str(get_bundled_jre_lib_path()))
    _ok(library.JNI_GetCreatedJavaVMs(byref(machine), 1, byref(number)))
    if number.value != 1:
        raise OSError("Java does not run in this process")
    return machine


@cache
def _tools() -> c_void_p:
    """The tool interface, which may stop threads."""
    tools = c_void_p()
    _ok(_function(_machine(), _GET_ENV, c_void_p, c_int)(_machine(), cast(byref(tools), c_void_p), _JVMTI_VERSION))
    wanted = (ctypes.c_uint32 * 4)(1 << _CAN_SIGNAL_THREAD)
    _ok(_function(tools, _ADD_CAPABILITIES, c_void_p)(tools, cast(wanted, c_void_p)))
    _let_interrupts_be()
    return tools


def _let_interrupts_be() -> None:
    """Keep jpype from taking the interrupt that comes with a stop for Ctrl-C in its main thread, and telling of it."""
    import jpype

    main = jpype.java.lang.Class.forName("org.jpype.JPypeSignal").getDeclaredField("main")
    main.setAccessible(True)
    main.set(None, None)


def _ok(code: int) -> None:
    if code:
        raise OSError(f"Java's tool interface answers {code}")
