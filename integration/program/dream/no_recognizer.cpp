// Linked if the build has no network (RASP_STITCH_TORCH is off).

#include "integration/program/dream/make_recognizer.hpp"

namespace rasp_stitch::loop {

std::unique_ptr<Recognizer> make_recognizer(recognition::GrammarKind kind) {
    static_cast<void>(kind);
    return nullptr;
}

} // namespace rasp_stitch::loop
