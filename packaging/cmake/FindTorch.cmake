# Finds LibTorch below CMAKE_PREFIX_PATH: a folder with include/, lib/ and share/, such as torch/ of the PyPI wheel.
# Defines the target torch, TORCH_ROOT and Torch_VERSION.
#
# The package file that LibTorch brings is not used: that of the CUDA wheel wants the CUDA toolkit although nothing
# here compiles CUDA, and each of its searches may end in /usr/lib, where an older LibTorch of the system may lie.

find_path(TORCH_ROOT include/torch/csrc/api/include/torch/all.h HINTS ${CMAKE_PREFIX_PATH} NO_DEFAULT_PATH
  DOC "Folder of LibTorch with include/ and lib/")

if(TORCH_ROOT)
  foreach(header include/torch/headeronly/version.h include/torch/csrc/api/include/torch/version.h)
    if(EXISTS ${TORCH_ROOT}/${header})
      file(STRINGS ${TORCH_ROOT}/${header} lines REGEX "#define TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]+")
      if(lines)
        string(REGEX REPLACE "[^0-9;]" "" numbers "${lines}")
        string(REPLACE ";" "." Torch_VERSION "${numbers}")
        break()
      endif()
    endif()
  endforeach()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Torch REQUIRED_VARS TORCH_ROOT VERSION_VAR Torch_VERSION
  REASON_FAILURE_MESSAGE "Give its folder: -DCMAKE_PREFIX_PATH=/path/to/torch, or run packaging/run, which fetches it.")

if(Torch_FOUND AND NOT TARGET torch)
  # libtorch_cuda.so registers itself when it is loaded; nothing refers to it, so it must not be dropped as unneeded.
  set(libraries)
  foreach(name torch_cpu torch torch_cuda c10_cuda)
    if(EXISTS ${TORCH_ROOT}/lib/lib${name}.so)
      string(APPEND libraries ",\"${TORCH_ROOT}/lib/lib${name}.so\"")
    endif()
  endforeach()
  add_library(torch SHARED IMPORTED)
  set_target_properties(torch PROPERTIES
    IMPORTED_LOCATION ${TORCH_ROOT}/lib/libc10.so
    INTERFACE_INCLUDE_DIRECTORIES "${TORCH_ROOT}/include;${TORCH_ROOT}/include/torch/csrc/api/include"
    INTERFACE_COMPILE_DEFINITIONS "USE_DISTRIBUTED;USE_C10D_GLOO;USE_RPC;USE_TENSORPIPE"  # as the wheels are built
    INTERFACE_LINK_LIBRARIES "-Wl,--no-as-needed${libraries} -Wl,--as-needed")
  if(EXISTS ${TORCH_ROOT}/lib/libtorch_cuda.so)
    # CUDA's own libraries lie elsewhere in the wheel's environment and are found when the program starts.
    set_property(TARGET torch PROPERTY INTERFACE_LINK_OPTIONS -Wl,--allow-shlib-undefined)
  endif()
endif()
