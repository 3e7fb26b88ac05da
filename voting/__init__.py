"""How does a meeting decide: rules as data, ballots, counting, results 票决 and graded evaluation 测评?"""
