import "career-quiz";
import "./style.css";
