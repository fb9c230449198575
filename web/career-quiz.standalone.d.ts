/** The script of `career-quiz.standalone.js` defines the element and exports nothing. */
import "./career-quiz.js";
