#pragma once

// rasp-recognize --model: the grammars that a network predicts for tasks, as JSON.
//
//     {"model": "model.json", "tasks": [{"task": "reverse", "literals": [], "grammar": GRAMMAR}]}
//
// or with --task that task's GRAMMAR alone (enumerator/grammar/grammar_json.hpp).

namespace rasp_stitch::recognition {

int predict(int argc, const char* const* argv);

} // namespace rasp_stitch::recognition
