"""Episodes to journeys: what each person's time in treatment was, as Ibis expressions that no engine has run yet."""
