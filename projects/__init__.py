"""How does one 民生实事项目 go from proposal to acceptance, supervision 监督 and second look 回头看?"""
