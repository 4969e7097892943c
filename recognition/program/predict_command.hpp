#pragma once

// rasp-recognize --model: writes the grammars that a network predicts for tasks, as JSON.
//
//     {"model": "model.json", "tasks": [{"task": "reverse", "literals": [], "grammar": GRAMMAR}]}
//
// With --task, it writes that task's GRAMMAR alone (enumerator/grammar/grammar_json.hpp).

namespace rasp_stitch::recognition {

int predict(int argc, const char* const* argv);

} // namespace rasp_stitch::recognition
