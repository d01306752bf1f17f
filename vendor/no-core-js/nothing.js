// Adds nothing: every built-in that twitter-text asks core-js for is part of Node.js.
