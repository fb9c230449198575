import "career-quiz";
import type { CareerQuizEvent } from "career-quiz";
import { useState } from "react";

export function App() {
  const [outcomes, setOutcomes] = useState<readonly string[]>([]);

  function complete({ detail }: CareerQuizEvent<"complete">) {
    setOutcomes(detail.outcomes);
  }

  return (
    <main>
      <h1>Trouvez l’accompagnement qui vous ressemble</h1>
      <career-quiz oncareer-quiz-complete={complete}>
        <a href="mailto:bonjour@blog.example">Parlez-nous de votre projet</a>
      </career-quiz>
      {outcomes.length > 0 && <p id="outcomes">{outcomes.join(", ")}</p>}
    </main>
  );
}
