// Linked where the build has no network (RASP_STITCH_TORCH is off).

#include "integration/loop/recognizer.hpp"

namespace rasp_stitch::loop {

std::unique_ptr<Recognizer> make_recognizer(const RecognizerSettings& settings) {
    static_cast<void>(settings);
    return nullptr;
}

} // namespace rasp_stitch::loop
