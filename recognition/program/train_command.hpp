#pragma once

// rasp-recognize train: trains a network on tasks, on programs that solve them, and on dreams.

namespace rasp_stitch::recognition {

// The first argument is the word "train".
int train(int argc, const char* const* argv);

} // namespace rasp_stitch::recognition
